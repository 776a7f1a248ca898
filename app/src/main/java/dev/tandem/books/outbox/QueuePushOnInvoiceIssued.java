package dev.tandem.books.outbox;

import dev.tandem.practice.billing.InvoiceChanged;
import dev.tandem.practice.billing.InvoiceIssued;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An invoice that was issued or changed goes to the ledger, after its client. */
@Component
class QueuePushOnInvoiceIssued {

  private final PushQueue queue;

  QueuePushOnInvoiceIssued(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(InvoiceIssued event) {
    queue.invoice(event.invoice(), false);
  }

  @EventListener
  void on(InvoiceChanged event) {
    queue.invoice(event.invoice(), event.moved());
  }
}
