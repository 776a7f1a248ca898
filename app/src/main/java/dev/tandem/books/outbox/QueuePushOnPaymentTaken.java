package dev.tandem.books.outbox;

import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTaken;
import dev.tandem.practice.takings.Takings;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A payment that was taken or removed here goes to the ledger, after its invoice; not one that goes
 * with its day's takings.
 */
@Component
class QueuePushOnPaymentTaken {

  private final PushQueue queue;
  private final Takings takings;

  QueuePushOnPaymentTaken(PushQueue queue, Takings takings) {
    this.queue = queue;
    this.takings = takings;
  }

  @EventListener
  void on(PaymentTaken event) {
    if (!event.fromLedger() && !takings.keeps(event.payment())) {
      queue.payment(event.payment(), event.invoice());
    }
  }

  @EventListener
  void on(PaymentRemoved event) {
    if (!event.fromLedger() && !takings.keeps(event.payment())) {
      queue.removedPayment(event.payment(), event.invoice());
    }
  }
}
