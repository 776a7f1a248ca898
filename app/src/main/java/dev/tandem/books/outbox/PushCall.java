package dev.tandem.books.outbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.Verdict;
import dev.tandem.shared.Deadlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Sends a stored batch and tells three outcomes apart: answered, not executed, unknown. */
@Component
class PushCall {

  /** After it was stored; a batch that was held up longer is not sent any more. */
  private static final Duration UNSENT = Duration.ofSeconds(5);

  private final PushOutcome outcome;
  private final Stumbles stumbles;
  private final Clock clock;

  PushCall(PushOutcome outcome, Stumbles stumbles, Clock clock) {
    this.outcome = outcome;
    this.stumbles = stumbles;
    this.clock = clock;
  }

  void send(PushBatch batch, LaneClass kind, LaneCalls calls) {
    try {
      answered(batch, call(batch, kind, calls, batch.preparedAt().plus(UNSENT), () -> true));
    } catch (LaneStopped stopped) {
      Deadlock.retried(() -> outcome.notExecuted(batch));
      throw stopped;
    } catch (LedgerTrouble trouble) {
      Deadlock.retried(() -> troubled(batch, trouble));
      if (trouble.remedy() == LedgerTrouble.Remedy.LATER && trouble.notExecuted()) {
        throw trouble;
      }
    } catch (RuntimeException e) {
      stumbles.note(batch, e, batch.preparedAt().plus(UnknownOutcome.FIRST_IS_OVER));
    }
  }

  private void answered(PushBatch batch, Answer<List<Verdict>> answer) {
    Deadlock.retried(() -> outcome.answered(batch, answer.value(), answer.seq()));
  }

  /**
   * @param notAfter then it is not sent any more
   * @param sending whether it may still leave: asked when it is its turn, which may be long after
   *     it was chosen
   * @throws LaneStopped if no call may be made now, or it may not leave any more
   */
  static Answer<List<Verdict>> call(
      PushBatch batch, LaneClass kind, LaneCalls calls, Instant notAfter, BooleanSupplier sending) {
    String what = batch.kind().plural();
    var operation =
        new Operation(
            kind,
            batch.kind(),
            (batch.creation() ? "create " : "change ") + what,
            true,
            batch.items().size(),
            batch.id());
    return calls.call(
        operation,
        books -> {
          if (!sending.getAsBoolean()) {
            throw new LaneStopped(LaneStopped.Why.NOT_SENDING);
          }
          return books.send(batch.kind(), batch.write(), batch.key(), notAfter);
        });
  }

  private void troubled(PushBatch batch, LedgerTrouble trouble) {
    switch (trouble.remedy()) {
      case CORRECT -> outcome.refusedWhole(batch, trouble, clock.instant());
      case GONE ->
          // That there is nothing at this address may be said by whoever stands between.
          outcome.unknown(batch, batch.preparedAt().plus(UnknownOutcome.FIRST_IS_OVER), true);
      case WAIT, RECONNECT, LATER -> {
        if (trouble.notExecuted()) {
          outcome.notExecuted(batch);
        } else {
          outcome.unknown(batch, batch.preparedAt().plus(UnknownOutcome.FIRST_IS_OVER), true);
        }
      }
    }
  }
}
