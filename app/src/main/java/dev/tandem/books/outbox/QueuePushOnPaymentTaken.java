package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A payment that was taken or removed here goes to the ledger, after its invoice. */
@Component
class QueuePushOnPaymentTaken {

  private final PendingPushes pending;
  private final Billing billing;
  private final Destinations destinations;
  private final Lanes lanes;

  QueuePushOnPaymentTaken(
      PendingPushes pending, Billing billing, Destinations destinations, Lanes lanes) {
    this.pending = pending;
    this.billing = billing;
    this.destinations = destinations;
    this.lanes = lanes;
  }

  @EventListener
  void on(PaymentTaken event) {
    if (!event.fromLedger()) {
      queue(event.payment(), event.invoice());
    }
  }

  @EventListener
  void on(PaymentRemoved event) {
    if (!event.fromLedger()) {
      queue(event.payment(), event.invoice());
    }
  }

  private void queue(PaymentId payment, InvoiceId invoice) {
    pending.queue(
        Kind.PAYMENT,
        Kind.INVOICE,
        new PendingPushes.Change(payment.value(), invoice.value(), invoice.value()),
        destinations.of(billing.find(invoice).location()));
    lanes.signal();
  }
}
