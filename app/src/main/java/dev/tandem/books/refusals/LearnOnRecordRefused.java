package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.RecordRefused;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes what a refusal says besides: words that nobody has met yet are counted, a closed period is
 * remembered. Part of writing the refusal down.
 */
@Component
class LearnOnRecordRefused {

  private final UnknownWords unknown;
  private final ClosedPeriods closed;

  LearnOnRecordRefused(UnknownWords unknown, ClosedPeriods closed) {
    this.closed = closed;
    this.unknown = unknown;
  }

  @EventListener
  void on(RecordRefused event) {
    Kind kind = Kind.of(event.record().kind());
    if (Catalogue.find(event.words(), kind).isEmpty()) {
      unknown.count(kind.text(), event.words());
    }
    if (Catalogue.says(event.words(), kind, Step.DATE)) {
      closed.learn(event.tenant(), event.words());
    }
  }
}
