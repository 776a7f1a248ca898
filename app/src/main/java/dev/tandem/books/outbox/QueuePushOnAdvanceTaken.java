package dev.tandem.books.outbox;

import dev.tandem.practice.credits.AdvanceRemoved;
import dev.tandem.practice.credits.AdvanceTaken;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A client's money that no invoice owes goes to the ledger after its client. */
@Component
class QueuePushOnAdvanceTaken {

  private final PushQueue queue;

  QueuePushOnAdvanceTaken(PushQueue queue) {
    this.queue = queue;
  }

  @EventListener
  void on(AdvanceTaken event) {
    queue.advance(event.advance());
  }

  @EventListener
  void on(AdvanceRemoved event) {
    queue.removedAdvance(event.advance());
  }
}
