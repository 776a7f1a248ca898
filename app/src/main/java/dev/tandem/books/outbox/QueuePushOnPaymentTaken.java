package dev.tandem.books.outbox;

import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A payment that was taken or removed here goes to the ledger, after its invoice. */
@Component
class QueuePushOnPaymentTaken {

  private final PushQueue queue;

  QueuePushOnPaymentTaken(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(PaymentTaken event) {
    if (!event.fromLedger()) {
      queue.payment(event.payment(), event.invoice());
    }
  }

  @EventListener
  void on(PaymentRemoved event) {
    if (!event.fromLedger()) {
      queue.removedPayment(event.payment(), event.invoice());
    }
  }
}
