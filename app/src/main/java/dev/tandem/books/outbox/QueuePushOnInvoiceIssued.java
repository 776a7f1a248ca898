package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceChanged;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceIssued;
import dev.tandem.practice.billing.InvoiceView;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An invoice that was issued or changed goes to the ledger, after its client. */
@Component
class QueuePushOnInvoiceIssued {

  private final PendingPushes pending;
  private final Moves moves;
  private final Billing billing;
  private final Destinations destinations;
  private final Lanes lanes;

  QueuePushOnInvoiceIssued(
      PendingPushes pending, Moves moves, Billing billing, Destinations destinations, Lanes lanes) {
    this.pending = pending;
    this.moves = moves;
    this.billing = billing;
    this.destinations = destinations;
    this.lanes = lanes;
  }

  @EventListener
  void on(InvoiceIssued event) {
    queue(event.invoice(), false);
  }

  @EventListener
  void on(InvoiceChanged event) {
    queue(event.invoice(), event.moved());
  }

  private void queue(InvoiceId id, boolean moved) {
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
    if (!tenant.equals(Destinations.TO_COME)) {
      pending.queueMissing(tenant, List.of(client));
    }
    lanes.signal();
  }
}
