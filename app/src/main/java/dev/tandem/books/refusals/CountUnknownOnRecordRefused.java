package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.RecordRefused;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts the words that nobody has met yet, as part of writing the refusal down. */
@Component
class CountUnknownOnRecordRefused {

  private final UnknownWords unknown;

  CountUnknownOnRecordRefused(UnknownWords unknown) {
    this.unknown = unknown;
  }

  @EventListener
  void on(RecordRefused event) {
    Kind kind = Kind.of(event.record().kind());
    if (Catalogue.find(event.words(), kind).isEmpty()) {
      unknown.count(kind.text(), event.words());
    }
  }
}
