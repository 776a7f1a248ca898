package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Adoption.Past;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Links records that are known here with what we made of them in the ledger. What differs over
 * there is newer (we sent it, or somebody edited it) and is taken, unless ours was edited since
 * this database woke up: then a person decides. An invoice that was voided here stays void.
 */
@Component
class Relink {

  private final Mirror mirror;
  private final RecordMirrors mirrors;
  private final AdoptionRepository adoptions;
  private final Clients clients;
  private final Billing billing;
  private final ApplicationEventPublisher events;

  Relink(
      Mirror mirror,
      RecordMirrors mirrors,
      AdoptionRepository adoptions,
      Clients clients,
      Billing billing,
      ApplicationEventPublisher events) {
    this.clients = clients;
    this.events = events;
    this.mirror = mirror;
    this.mirrors = mirrors;
    this.adoptions = adoptions;
    this.billing = billing;
  }

  void client(UUID tenant, long seq, ClientId known, LedgerRecord found, Instant blindSince) {
    UUID id = known.value();
    if (adoptions.free(Kind.CLIENT, tenant, id)) {
      link(Kind.CLIENT, tenant, seq, id, found, () -> edited(known, blindSince));
      adoptions.noteAdopted(Kind.CLIENT, tenant, found.id(), id, null);
    }
  }

  private boolean edited(ClientId id, Instant since) {
    ClientView now = clients.byIds(List.of(id)).get(id);
    return now != null && !now.changedAt().isBefore(since);
  }

  /**
   * An invoice that names ours as its origin is ours. Without such a name our number is ours only
   * with our client, and with our date or our lines: either may have been edited since, but not
   * both.
   *
   * @return whether it is linked now
   */
  boolean invoice(
      UUID tenant, long seq, InvoiceView known, LedgerRecord found, boolean ours, Past past) {
    UUID id = known.id().value();
    Ours our = Objects.requireNonNull(mirrors.of(Kind.INVOICE).ours(tenant, List.of(id)).get(id));
    boolean same =
        same(Fields.CLIENT, our, found)
            && (same(Fields.DATE, our, found) || same(Fields.LINES, our, found));
    if (found.page().isEmpty() ? !same : !found.standsFor(id)) {
      if (ours) {
        clash(tenant, found, past);
      }
      return false;
    }
    if (!adoptions.free(Kind.INVOICE, tenant, id)) {
      return false;
    }
    boolean toVoid =
        link(
            Kind.INVOICE,
            tenant,
            seq,
            id,
            found.withoutPayments(),
            () -> !billing.changedAt(new InvoiceId(id)).isBefore(past.blindSince()));
    adoptions.noteAdopted(Kind.INVOICE, tenant, found.id(), id, found.marker());
    if (toVoid) {
      events.publishEvent(new InvoiceToVoid(id));
    }
    return true;
  }

  /** Whether it was voided here and not there. */
  private static boolean stands(Map<String, String> ours, LedgerRecord found) {
    return Fields.REMOVED.equals(ours.get(Fields.STATUS))
        && found.fields().containsKey(Fields.STATUS)
        && !Fields.REMOVED.equals(found.fields().get(Fields.STATUS));
  }

  private static boolean same(String field, Ours our, LedgerRecord found) {
    return Objects.equals(our.fields().get(field), found.fields().get(field));
  }

  private void clash(UUID tenant, LedgerRecord found, Past past) {
    if (past.lastRead() == null) {
      adoptions.noteForeign(Kind.INVOICE, tenant, found.id());
      return;
    }
    adoptions.notePerson(
        Kind.INVOICE,
        tenant,
        found.id(),
        found.marker(),
        "Tandem made %s in Xero before the restore, and the number was given again here since. Give the invoice here the next number, then look again."
            .formatted(found.marker()));
  }

  /**
   * @param editedHere asked after ours was read: an edit that comes between is one, and not in ours
   * @return whether it was voided here, which has still to be said
   */
  private boolean link(
      Kind kind,
      UUID tenant,
      long seq,
      UUID record,
      LedgerRecord found,
      BooleanSupplier editedHere) {
    Map<String, String> ours =
        Objects.requireNonNull(mirrors.of(kind).ours(tenant, List.of(record)).get(record)).fields();
    var prepared = new HashMap<>(ours);
    boolean toVoid = stands(ours, found);
    if (toVoid) {
      // What was sent was no cancellation: that is our change since, and has still to be said.
      prepared.put(Fields.STATUS, Objects.requireNonNull(found.fields().get(Fields.STATUS)));
    }
    Map<String, String> sent = new HashMap<>(prepared);
    if (editedHere.getAsBoolean()) {
      sent.entrySet()
          .removeIf(
              it ->
                  !mirror.same(kind, it.getKey(), it.getValue(), found.fields().get(it.getKey())));
    }
    mirror.written(
        kind, tenant, seq, null, List.of(new Written(record, true, prepared, sent, found, true)));
    return toVoid;
  }
}
