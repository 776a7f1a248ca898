package dev.tandem.books.outbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.mirror.ClientsToSay;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What waits already, or is kept back for a person, stays as it is. */
@Component
class QueuePushOnClientsToSay {

  private final PendingPushes pending;
  private final Lanes lanes;

  QueuePushOnClientsToSay(PendingPushes pending, Lanes lanes) {
    this.pending = pending;
    this.lanes = lanes;
  }

  @EventListener
  void on(ClientsToSay event) {
    pending.queueKnown(event.tenant(), event.clients());
    lanes.signal();
  }
}
