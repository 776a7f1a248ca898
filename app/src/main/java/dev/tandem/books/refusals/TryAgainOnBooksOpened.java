package dev.tandem.books.refusals;

import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import dev.tandem.books.reference.BooksOpened;
import dev.tandem.shared.RecordRef;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What waited because its day was closed goes by itself once the bookkeeper opened the books. */
@Component
class TryAgainOnBooksOpened {

  private final HeldAlike held;
  private final Outbox outbox;

  TryAgainOnBooksOpened(HeldAlike held, Outbox outbox) {
    this.held = held;
    this.outbox = outbox;
  }

  /**
   * All of them, however many; those whose day is closed all the same are held again, without a
   * call.
   */
  @EventListener
  void on(BooksOpened event) {
    List<RecordRef> some;
    do {
      some = held.of(event.tenant(), null, Step.DATE).stream().map(Entry::record).toList();
    } while (!some.isEmpty() && outbox.tryAgain(some) > 0);
  }
}
