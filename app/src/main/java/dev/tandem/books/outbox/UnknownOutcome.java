package dev.tandem.books.outbox;

import dev.tandem.books.lane.Answer;
import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneStopped;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import dev.tandem.books.ledger.Verdict;
import dev.tandem.shared.Deadlock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * Finds out what became of a write whose answer was lost. No second key for it before a conclusive
 * reading. Until the first request is surely over nothing is done; then, while the ledger still
 * knows the key, the same bytes are sent again; after that the records are looked up by their
 * markers.
 */
@Component
class UnknownOutcome {

  /** After the batch was prepared; two overlapping requests under one key are undocumented. */
  static final Duration FIRST_IS_OVER = Duration.ofMinutes(2);

  /** After the batch was prepared, which is before the ledger's six minutes begin. */
  private static final Duration KEY_LASTS = Duration.ofMinutes(4);

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final PushOutcome outcome;
  private final ReadBack readBack;
  private final Settlement settlement;
  private final Stumbles stumbles;
  private final Clock clock;

  UnknownOutcome(
      PushOutcome outcome,
      ReadBack readBack,
      Settlement settlement,
      Stumbles stumbles,
      Clock clock) {
    this.outcome = outcome;
    this.readBack = readBack;
    this.settlement = settlement;
    this.stumbles = stumbles;
    this.clock = clock;
  }

  /**
   * @param sending whether writes may leave at that moment; if not it is only looked
   */
  void resolve(PushBatch batch, LaneCalls calls, BooleanSupplier sending) {
    if (stumbles.tooMany(batch)) {
      singly(batch, calls);
      return;
    }
    boolean again = mayGoAgain(batch) && sending.getAsBoolean();
    try {
      if (again) {
        replay(batch, calls, clock.instant(), sending);
      } else {
        lookUp(batch, calls, clock.instant());
      }
    } catch (LaneStopped | LedgerTrouble e) {
      throw e;
    } catch (RuntimeException e) {
      // What was sent again may still land: looking before it is surely over proves nothing.
      stumbles.note(batch, e, clock.instant().plus(again ? FIRST_IS_OVER : TRY_AGAIN));
    }
  }

  /** One that cannot be written down, or even read, must not keep its neighbours. */
  private void singly(PushBatch batch, LaneCalls calls) {
    for (PushBatch.Item it : batch.items()) {
      PushBatch alone = batch.only(it);
      try {
        // So many look-ups may take longer than one loan.
        outcome.unknown(batch, clock.instant().plus(PushWork.LOAN), false);
        lookUp(alone, calls, clock.instant());
      } catch (LaneStopped | LedgerTrouble e) {
        throw e;
      } catch (RuntimeException e) {
        stumbles.giveUp(alone, e);
      }
    }
  }

  private boolean mayGoAgain(PushBatch batch) {
    boolean whole = batch.items().stream().allMatch(it -> it.verdict() == null);
    boolean keyLasts = clock.instant().isBefore(batch.preparedAt().plus(KEY_LASTS));
    return batch.replay() && whole && keyLasts;
  }

  private void replay(PushBatch batch, LaneCalls calls, Instant now, BooleanSupplier sending) {
    try {
      Answer<List<Verdict>> answer =
          PushCall.call(batch, LaneClass.PUSH, calls, batch.preparedAt().plus(KEY_LASTS), sending);
      Deadlock.retried(() -> outcome.answered(batch, answer.value(), answer.seq()));
    } catch (LaneStopped stopped) {
      outcome.unknown(batch, now.plus(TRY_AGAIN), true);
      throw stopped;
    } catch (LedgerTrouble trouble) {
      if (trouble.remedy() == Remedy.CORRECT) {
        Deadlock.retried(() -> outcome.refusedWhole(batch, trouble, now));
      } else if (trouble.remedy() == Remedy.GONE) {
        // Says nothing of the first sending.
        outcome.unknown(batch, now, false);
      } else if (trouble.notExecuted()) {
        outcome.unknown(batch, now.plus(TRY_AGAIN), true);
      } else {
        // This sending, too, may still land: looking before it is surely over proves nothing.
        outcome.unknown(batch, clock.instant().plus(FIRST_IS_OVER), false);
      }
    }
  }

  private void lookUp(PushBatch batch, LaneCalls calls, Instant now) {
    try {
      Answer<List<LedgerRecord>> found =
          batch.creation() ? readBack.byMarker(batch, calls) : readBack.byIds(batch, calls);
      Deadlock.retried(() -> settlement.settle(batch, found.value(), found.seq()));
    } catch (LaneStopped | LedgerTrouble e) {
      outcome.unknown(batch, now.plus(TRY_AGAIN), false);
      throw e;
    }
  }
}
