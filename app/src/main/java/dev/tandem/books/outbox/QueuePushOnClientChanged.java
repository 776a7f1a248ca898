package dev.tandem.books.outbox;

import dev.tandem.practice.clients.ClientAdded;
import dev.tandem.practice.clients.ClientArchived;
import dev.tandem.practice.clients.ClientChanged;
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

  private final PushQueue queue;

  QueuePushOnClientChanged(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(ClientAdded event) {
    queue.clients(List.of(event.client()));
  }

  @EventListener
  void on(ClientChanged event) {
    queue.clients(List.of(event.client()));
  }

  @EventListener
  void on(ClientArchived event) {
    queue.clients(List.of(event.client()));
  }

  @EventListener
  void on(ClientRestored event) {
    queue.clients(List.of(event.client()));
  }

  @EventListener
  void on(ClientsImported event) {
    queue.clients(event.clients());
  }
}
