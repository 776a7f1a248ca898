package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Brings invoices back that only the ledger remembers. */
@Component
class LostInvoices {

  private final Billing billing;
  private final Links links;
  private final LedgerInvoices written;
  private final Homecoming homecoming;
  private final AdoptionRepository adoptions;
  private final Clients clients;
  private final PaymentArrangements arrangements;

  LostInvoices(
      Billing billing,
      Links links,
      LedgerInvoices written,
      Homecoming homecoming,
      AdoptionRepository adoptions,
      Clients clients,
      PaymentArrangements arrangements) {
    this.clients = clients;
    this.arrangements = arrangements;
    this.billing = billing;
    this.links = links;
    this.written = written;
    this.homecoming = homecoming;
    this.adoptions = adoptions;
  }

  /**
   * @param found made by us, says the ledger
   * @param lastRead null if this database never read the organisation: then it was another's
   * @return whether it is here and linked now
   */
  boolean bringBack(UUID tenant, long seq, LedgerRecord found, @Nullable Instant lastRead) {
    if (lastRead == null) {
      adoptions.noteForeign(Kind.INVOICE, tenant, found.id());
      return false;
    }
    ClientId client = client(tenant, found);
    if (client == null) {
      adoptions.notePerson(
          Kind.INVOICE,
          tenant,
          found.id(),
          found.marker(),
          "Tandem made %s in Xero before the restore, but its contact there belongs to nobody here. Link the contact with a client, then look again."
              .formatted(found.marker()));
      return false;
    }
    if (found.page().isEmpty() && !arrangements.paidBy(client, 1).isEmpty()) {
      adoptions.notePerson(
          Kind.INVOICE,
          tenant,
          found.id(),
          found.marker(),
          "Tandem made %s in Xero before the restore. Its contact there pays for others, too, and Xero does not say for whom this one is. Write it for them here, then void this one in Xero."
              .formatted(found.marker()));
      return false;
    }
    ClientId served = OurMark.clientOf(found).map(ClientId::new).orElse(client);
    if (!clients.byIds(List.of(served)).containsKey(served)) {
      adoptions.notePerson(
          Kind.INVOICE,
          tenant,
          found.id(),
          found.marker(),
          "Tandem made %s in Xero before the restore for somebody who is not here any more; its contact there only pays it. Add them again and write the invoice for them, then void this one in Xero."
              .formatted(found.marker()));
      return false;
    }
    InvoiceId named = OurMark.invoice(found).map(InvoiceId::new).orElse(null);
    InvoiceId id = billing.bringBack(named, written.of(tenant, served, client, found, false));
    homecoming.agree(
        Kind.INVOICE,
        tenant,
        seq,
        id.value(),
        found.withoutPayments(),
        written.hold(id, found),
        Homecoming.RESTORED);
    adoptions.noteReturned(Kind.INVOICE, tenant, found.id(), id.value(), found.marker());
    return true;
  }

  private @Nullable ClientId client(UUID tenant, LedgerRecord found) {
    String contact = found.fields().get(Fields.CLIENT);
    return contact == null
        ? null
        : links.times(Kind.CLIENT, tenant, List.of(contact)).stream()
            .map(it -> new ClientId(it.record()))
            .findFirst()
            .orElse(null);
  }
}
