package dev.tandem.books.outbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Sends a stored batch and tells three outcomes apart: answered, not executed, unknown. */
@Component
class PushCall {

  /** After the commit; a batch that was held up longer is not sent any more. */
  private static final Duration UNSENT = Duration.ofSeconds(5);

  private static final int TRIES = 5;

  private final PushOutcome outcome;
  private final Clock clock;

  PushCall(PushOutcome outcome, Clock clock) {
    this.outcome = outcome;
    this.clock = clock;
  }

  void send(PushBatch batch, LaneClass kind, LaneCalls calls) {
    if (clock.instant().isAfter(batch.preparedAt().plus(UNSENT))) {
      outcome.notExecuted(batch);
      return;
    }
    try {
      Answer<List<Verdict>> answer = call(batch, kind, calls);
      answered(batch, answer);
    } catch (LaneStopped stopped) {
      outcome.notExecuted(batch);
      throw stopped;
    } catch (LedgerTrouble trouble) {
      troubled(batch, trouble);
    }
  }

  /** A deadlock with a reading of the same records takes nothing away: it is recorded again. */
  private void answered(PushBatch batch, Answer<List<Verdict>> answer) {
    for (int tries = 1; ; tries++) {
      try {
        outcome.answered(batch, answer.value(), answer.seq());
        return;
      } catch (PessimisticLockingFailureException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  static Answer<List<Verdict>> call(PushBatch batch, LaneClass kind, LaneCalls calls) {
    String what = batch.kind().name().toLowerCase(Locale.ROOT) + "s";
    var operation =
        new Operation(
            kind,
            (batch.creation() ? "create " : "change ") + what,
            true,
            batch.items().size(),
            batch.id());
    return calls.call(operation, books -> books.send(batch.kind(), batch.write(), batch.key()));
  }

  /** Ends without rethrowing: the lane has heard of it already. */
  private void troubled(PushBatch batch, LedgerTrouble trouble) {
    Instant now = clock.instant();
    switch (trouble.remedy()) {
      case GONE -> outcome.gone(batch);
      case CORRECT -> outcome.refusedWhole(batch, trouble, now);
      case WAIT, RECONNECT, LATER -> {
        if (trouble.notExecuted()) {
          outcome.notExecuted(batch);
          if (trouble.remedy() == LedgerTrouble.Remedy.LATER) {
            throw trouble;
          }
        } else {
          outcome.unknown(batch, batch.preparedAt().plus(UnknownOutcome.FIRST_IS_OVER), true);
        }
      }
    }
  }
}
