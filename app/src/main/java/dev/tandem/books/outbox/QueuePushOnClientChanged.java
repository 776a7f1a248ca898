package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.clients.ClientAdded;
import dev.tandem.practice.clients.ClientArchived;
import dev.tandem.practice.clients.ClientChanged;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientRestored;
import dev.tandem.practice.clients.ClientsImported;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * A client that was changed goes to the ledger; the row is written with the change or not at all.
 */
@Component
class QueuePushOnClientChanged {

  private final PendingPushes pending;
  private final Destinations destinations;
  private final Lanes lanes;

  QueuePushOnClientChanged(PendingPushes pending, Destinations destinations, Lanes lanes) {
    this.pending = pending;
    this.destinations = destinations;
    this.lanes = lanes;
  }

  @EventListener
  void on(ClientAdded event) {
    queue(List.of(event.client()));
  }

  @EventListener
  void on(ClientChanged event) {
    queue(List.of(event.client()));
  }

  @EventListener
  void on(ClientArchived event) {
    queue(List.of(event.client()));
  }

  @EventListener
  void on(ClientRestored event) {
    queue(List.of(event.client()));
  }

  @EventListener
  void on(ClientsImported event) {
    queue(event.clients());
  }

  private void queue(List<ClientId> clients) {
    pending.queueClients(
        clients.stream().map(ClientId::value).distinct().toList(), destinations.main());
    lanes.signal();
  }
}
