package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.LedgerAdvances;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A client's money that no invoice owed is a credit of theirs over there. It is made by us and
 * never changed or removed: Xero lets no program do that, only a person.
 */
@Component
class AdvanceMirror implements RecordMirror {

  private static final String STRANGER =
      "In Xero this credit belongs to another contact than here: what is left of it is theirs there, and is not used or given back from here.";

  private final Advances advances;
  private final LedgerAdvances ledger;
  private final Links links;
  private final AdvanceAccount accounts;
  private final KeptCurrencies currencies;
  private final LedgerContacts contacts;

  AdvanceMirror(
      Advances advances,
      LedgerAdvances ledger,
      Links links,
      AdvanceAccount accounts,
      KeptCurrencies currencies,
      LedgerContacts contacts) {
    this.contacts = contacts;
    this.currencies = currencies;
    this.advances = advances;
    this.ledger = ledger;
    this.links = links;
    this.accounts = accounts;
  }

  @Override
  public Kind kind() {
    return Kind.ADVANCE;
  }

  @Override
  public Map<UUID, Ours> ours(UUID tenant, Collection<UUID> records) {
    List<AdvanceView> all = advances.byIds(records.stream().map(AdvanceId::new).toList());
    Map<UUID, String> clients =
        links.ledgerIds(
            Kind.CLIENT, tenant, all.stream().map(it -> it.client().value()).distinct().toList());
    AdvanceAccount.Known known = accounts.of(tenant);
    Set<String> kept = currencies.of(tenant);
    var ours = new HashMap<UUID, Ours>();
    for (AdvanceView it : all) {
      String problem = known.of(it.method()).problem();
      if (!kept.isEmpty() && !kept.contains(it.currency())) {
        problem =
            "The organisation does not keep %s in Xero, so it would not take this %s."
                .formatted(it.currency(), it.word());
      }
      ours.put(
          it.id().value(),
          ours(it, clients.get(it.client().value()), known.of(it.method()).id(), problem));
    }
    return ours;
  }

  private static Ours ours(
      AdvanceView it, @Nullable String client, @Nullable String account, @Nullable String problem) {
    String marker = PaymentWord.of(it.id().value());
    var fields = new HashMap<String, String>();
    fields.put(Fields.STATUS, it.removed() ? Fields.REMOVED : Fields.APPROVED);
    fields.put(Fields.DATE, it.date().toString());
    fields.put(Fields.AMOUNT, Fields.number(it.amount()));
    if (it.ledgerId() != null) {
      return new Ours(marker, fields, false, it.amount(), null);
    }
    fields.put(Fields.CLIENT, client == null ? "" : client);
    fields.put(Fields.CURRENCY, it.currency());
    fields.put(Fields.REFERENCE, PaymentMirror.reference(it.reference(), marker));
    fields.put(Fields.TEXT, it.sort().label());
    fields.put(Fields.ACCOUNT, account == null ? "" : account);
    boolean wanted = !it.removed() && !it.fromLedger();
    return new Ours(marker, fields, wanted, it.amount(), wanted ? problem : null);
  }

  /** Of what was changed over there only what decides about money is kept. */
  @Override
  public void take(UUID tenant, UUID record, Map<String, String> theirs) {
    var id = new AdvanceId(record);
    if (Fields.REMOVED.equals(theirs.get(Fields.STATUS))) {
      ledger.voided(id);
    }
    String date = theirs.get(Fields.DATE);
    String amount = theirs.get(Fields.AMOUNT);
    if (date != null || amount != null) {
      AdvanceView now = advances.find(id);
      ledger.changed(
          id,
          date == null ? now.date() : LocalDate.parse(date),
          amount == null ? now.amount() : new BigDecimal(amount));
    }
  }

  /**
   * Somebody gave it to another contact there: nobody here knows what that one is owed. Nothing is
   * to be known of one that is used up, nor where the two contacts were made one.
   */
  @Override
  public @Nullable String unknown(UUID tenant, Ours ours, LedgerRecord theirs) {
    String contact = theirs.fields().getOrDefault(Fields.CLIENT, "");
    return !contact.isEmpty()
            && !theirs.removed()
            && !theirs.isUsedUp()
            && isOfAnother(tenant, theirs.id(), contact)
        ? STRANGER
        : null;
  }

  /** Whose it is no field of ours says once it is there: nothing of it is ever sent again. */
  private boolean isOfAnother(UUID tenant, String id, String contact) {
    Set<UUID> owners =
        links.times(Kind.ADVANCE, tenant, List.of(id)).stream()
            .map(it -> advances.find(new AdvanceId(it.record())).client().value())
            .collect(Collectors.toSet());
    Collection<String> own = links.ledgerIds(Kind.CLIENT, tenant, owners).values();
    return !own.isEmpty()
        && !own.contains(contact)
        && own.stream().noneMatch(it -> contacts.isMerged(tenant, it, contact));
  }

  @Override
  public String unknownWords() {
    return STRANGER;
  }

  @Override
  public void linked(UUID record, String ledgerId) {
    ledger.isKnownAs(new AdvanceId(record), ledgerId);
  }

  @Override
  public String canonical(String field, String value) {
    return value;
  }

  @Override
  public Owner owner(String field) {
    return Owner.THEIRS;
  }
}
