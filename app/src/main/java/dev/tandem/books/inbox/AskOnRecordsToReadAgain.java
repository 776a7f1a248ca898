package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Notices;
import dev.tandem.books.mirror.RecordsToReadAgain;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** As if the ledger had told of a change: a reading of what changed would not show them. */
@Component
class AskOnRecordsToReadAgain {

  /** A reading that is under way ends first. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private final WaitingNotices waiting;
  private final Notices notices;

  AskOnRecordsToReadAgain(WaitingNotices waiting, Notices notices) {
    this.waiting = waiting;
    this.notices = notices;
  }

  @EventListener
  void on(RecordsToReadAgain event) {
    waiting.askAgain(
        event.tenant(),
        notices.category(event.kind()),
        event.ledgerIds().stream().collect(Collectors.toMap(Function.identity(), _ -> Instant.MAX)),
        event.later() ? RecordsToReadAgain.LATER : SOON);
  }
}
