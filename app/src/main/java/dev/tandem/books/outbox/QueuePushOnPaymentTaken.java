package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTaken;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A payment that was taken or removed here goes to the ledger, after its invoice. */
@Component
class QueuePushOnPaymentTaken {

  private final PendingPushes pending;
  private final Lanes lanes;

  QueuePushOnPaymentTaken(PendingPushes pending, Lanes lanes) {
    this.pending = pending;
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
        List.of(new PendingPushes.Change(payment.value(), invoice.value(), invoice.value())));
    lanes.signal();
  }
}
