package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceChanged;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceIssued;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An invoice that was issued or changed goes to the ledger, after its client. */
@Component
class QueuePushOnInvoiceIssued {

  private final PendingPushes pending;
  private final Billing billing;
  private final Lanes lanes;

  QueuePushOnInvoiceIssued(PendingPushes pending, Billing billing, Lanes lanes) {
    this.pending = pending;
    this.billing = billing;
    this.lanes = lanes;
  }

  @EventListener
  void on(InvoiceIssued event) {
    queue(event.invoice());
  }

  @EventListener
  void on(InvoiceChanged event) {
    queue(event.invoice());
  }

  private void queue(InvoiceId invoice) {
    UUID client = billing.find(invoice).client().value();
    pending.queueMissing(Kind.CLIENT, List.of(client));
    pending.queue(
        Kind.INVOICE,
        Kind.CLIENT,
        List.of(new PendingPushes.Change(invoice.value(), invoice.value(), client)));
    lanes.signal();
  }
}
