package dev.tandem.books.outbox;

import dev.tandem.practice.takings.PaymentLeftTakings;
import dev.tandem.practice.takings.ReceiptChanged;
import dev.tandem.practice.takings.ReceiptWithdrawn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A receipt goes to the ledger when all its invoices are there. */
@Component
class QueuePushOnReceiptChanged {

  private final PushQueue queue;

  QueuePushOnReceiptChanged(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(ReceiptChanged event) {
    queue.receipt(event.receipt());
  }

  @EventListener
  void on(ReceiptWithdrawn event) {
    queue.withdrawn(event.receipt());
  }

  @EventListener
  void on(PaymentLeftTakings event) {
    queue.payment(event.payment(), event.invoice());
  }
}
