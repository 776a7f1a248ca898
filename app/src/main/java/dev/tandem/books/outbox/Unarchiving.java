package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings back a client that was archived over there while something of it still has to go: here, in
 * the organisation, and then the record that was refused because of it. An erased client stays so
 * here; its neutral contact is usable over there as long as it is needed.
 */
@Component
public class Unarchiving {

  private final Outbox outbox;
  private final PendingPushes pending;
  private final Mirror mirror;
  private final Clients clients;
  private final Billing billing;
  private final Credits credits;
  private final Advances advances;

  Unarchiving(
      Outbox outbox,
      PendingPushes pending,
      Mirror mirror,
      Clients clients,
      Billing billing,
      Credits credits,
      Advances advances) {
    this.credits = credits;
    this.advances = advances;
    this.outbox = outbox;
    this.pending = pending;
    this.mirror = mirror;
    this.clients = clients;
    this.billing = billing;
  }

  /**
   * @param refused a client, an invoice of one, or a payment on that
   * @return the client, of an invoice the one who pays it
   */
  @Transactional
  public ClientId unarchive(RecordRef refused) {
    ClientId client = client(refused);
    if (!clients.find(client).erased()) {
      clients.restore(client);
    }
    UUID tenant = outbox.standing(refused).tenant();
    if (tenant != null) {
      mirror.isArchivedThere(tenant, client.value());
      pending.queueClients(List.of(client.value()), tenant);
    }
    outbox.tryAgain(new RecordRef(Kind.CLIENT.text(), client.value()));
    outbox.tryAgain(refused);
    return client;
  }

  private ClientId client(RecordRef refused) {
    return switch (Kind.of(refused.kind())) {
      case CLIENT -> new ClientId(refused.id());
      case INVOICE -> billing.find(new InvoiceId(refused.id())).billTo();
      case CREDIT_NOTE -> ofNote(new CreditNoteId(refused.id()));
      case ALLOCATION ->
          of(credits.allocationsByIds(List.of(new AllocationId(refused.id()))).getFirst().of());
      case REFUND -> of(credits.refundsByIds(List.of(new RefundId(refused.id()))).getFirst().of());
      case PAYMENT -> billing.find(invoice(new PaymentId(refused.id()))).billTo();
      case ADVANCE -> advances.find(new AdvanceId(refused.id())).client();
      case RECEIPT -> throw new Refused("A receipt belongs to no single client.");
    };
  }

  private ClientId of(CreditSource source) {
    return switch (source) {
      case CreditNoteId note -> ofNote(note);
      case AdvanceId advance -> advances.find(advance).client();
    };
  }

  private ClientId ofNote(CreditNoteId note) {
    return billing.find(credits.find(note).invoice()).billTo();
  }

  private InvoiceId invoice(PaymentId payment) {
    return billing.paymentsByIds(List.of(payment)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("payment", payment))
        .invoice();
  }
}
