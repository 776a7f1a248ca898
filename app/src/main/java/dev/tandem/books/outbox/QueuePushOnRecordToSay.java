package dev.tandem.books.outbox;

import dev.tandem.books.mirror.RecordToSay;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a person decided to keep goes to the ledger. */
@Component
class QueuePushOnRecordToSay {

  private final PushQueue queue;
  private final PendingPushes pending;

  QueuePushOnRecordToSay(PushQueue queue, PendingPushes pending) {
    this.queue = queue;
    this.pending = pending;
  }

  @EventListener
  void on(RecordToSay event) {
    queue.again(event.record());
    if (event.pause().isPositive()) {
      pending.rest(event.record(), event.pause());
    }
  }
}
