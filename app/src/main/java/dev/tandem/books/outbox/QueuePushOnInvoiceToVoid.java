package dev.tandem.books.outbox;

import dev.tandem.books.mirror.InvoiceToVoid;
import dev.tandem.practice.billing.InvoiceId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Its change was dropped when it was voided, if it was not known then to be over there. */
@Component
class QueuePushOnInvoiceToVoid {

  private final PushQueue queue;

  QueuePushOnInvoiceToVoid(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(InvoiceToVoid event) {
    queue.invoice(new InvoiceId(event.invoice()), false);
  }
}
