package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.RecordRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Puts records where they wait for the ledger, each with what it needs over there, and wakes the
 * lanes: all as part of the caller's transaction.
 */
@Component
class PushQueue {

  private final PendingPushes pending;
  private final OpenQuestions questions;
  private final Moves moves;
  private final Billing billing;
  private final Destinations destinations;
  private final LeftOut leftOut;
  private final Lanes lanes;

  PushQueue(
      PendingPushes pending,
      OpenQuestions questions,
      Moves moves,
      Billing billing,
      Destinations destinations,
      LeftOut leftOut,
      Lanes lanes) {
    this.leftOut = leftOut;
    this.pending = pending;
    this.questions = questions;
    this.moves = moves;
    this.billing = billing;
    this.destinations = destinations;
    this.lanes = lanes;
  }

  void clients(Collection<ClientId> clients) {
    pending.queueClients(
        clients.stream().map(ClientId::value).distinct().toList(), destinations.main());
    lanes.signal();
  }

  /** After its client; not if a person keeps it out. */
  void invoice(InvoiceId id, boolean moved) {
    if (leftOut.has(new RecordRef(Kind.INVOICE.text(), id.value()))) {
      return;
    }
    InvoiceView invoice = billing.find(id);
    UUID client = invoice.client().value();
    UUID place = destinations.of(invoice.location());
    UUID tenant =
        pending.queue(
            Kind.INVOICE,
            Kind.CLIENT,
            new PendingPushes.Change(id.value(), id.value(), client),
            place);
    if (moved) {
      tenant = moves.follow(id.value(), place);
    }
    if (invoice.status() == InvoiceStatus.VOIDED) {
      pending.dropUnsent(Kind.INVOICE, id.value());
      questions.askWhetherItStands(id.value());
    } else if (!tenant.equals(Destinations.TO_COME)) {
      pending.queueMissing(tenant, List.of(client));
    }
    lanes.signal();
  }

  /** After its invoice; not if a person keeps either out. */
  void payment(PaymentId payment, InvoiceId invoice) {
    if (leftOut.has(new RecordRef(Kind.PAYMENT.text(), payment.value()), invoice.value())) {
      return;
    }
    pending.queue(
        Kind.PAYMENT,
        Kind.INVOICE,
        new PendingPushes.Change(payment.value(), invoice.value(), invoice.value()),
        destinations.of(billing.find(invoice).location()));
    lanes.signal();
  }

  void removedPayment(PaymentId payment, InvoiceId invoice) {
    payment(payment, invoice);
    pending.dropUnsent(Kind.PAYMENT, payment.value());
    questions.look(payment.value());
  }
}
