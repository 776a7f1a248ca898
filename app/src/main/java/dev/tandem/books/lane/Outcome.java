package dev.tandem.books.lane;

import dev.tandem.books.ledger.CallFacts;
import dev.tandem.books.ledger.LedgerTrouble.Remedy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call tells of the lane.
 *
 * @param taken how the lane stood when it was claimed
 * @param remedy null if it gave what was asked
 */
record Outcome(
    Claim claim,
    Taken taken,
    CallFacts facts,
    @Nullable Remedy remedy,
    boolean notExecuted,
    Instant now) {

  /** After a refusal for too many calls at once, which names no time. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * What it changed for a kind of work.
   *
   * @param until from now on it rests until then; null if it goes on
   */
  record Change(KindOfWork work, @Nullable Instant until) {

    String words() {
      String what = Character.toUpperCase(work.words().charAt(0)) + work.words().substring(1);
      return until == null
          ? what + " goes on."
          : "Too many such failures in a row: %s rests for %d minutes."
              .formatted(work.words(), Circuit.PAUSE.toMinutes());
    }
  }

  /** A server error, or no answer: the ledger is not well. */
  private boolean failed() {
    return remedy == Remedy.LATER && !notExecuted;
  }

  /** It surely never left: neither the ledger's count nor ours has to know of it. */
  boolean unsent() {
    return notExecuted && facts.status() == 0;
  }

  private boolean healthy() {
    return remedy == null || remedy == Remedy.CORRECT || remedy == Remedy.GONE;
  }

  boolean appSpent() {
    return facts.limit() == CallFacts.Limit.APP_MINUTE;
  }

  /** No further call of this turn would be answered otherwise. */
  boolean stops() {
    return remedy == Remedy.WAIT || remedy == Remedy.RECONNECT;
  }

  /** Whether a circuit may open or close by it. */
  boolean delicate(Pace pace) {
    return failed() || !pace.circuits().isEmpty();
  }

  /**
   * @param guest the call was made beside a turn
   * @param counted whether its turn is the present one
   */
  Pace on(Pace pace, boolean guest, boolean counted) {
    Seats seats = counted ? pace.seats().left(guest) : pace.seats().formerLeft();
    Budget told =
        unsent()
            ? putBack(pace.budget(), pace.seq())
            : pace.budget()
                .told(facts.minuteLeft(), facts.dayLeft(), seats.underWay(now), taken, now);
    Pace next = pace.with(seats).with(told).with(reached(pace.outage()));
    if (remedy == Remedy.WAIT) {
      return waiting(next);
    }
    if (failed()) {
      Pace failed = failed(next, claim.operation().work());
      return claim.probed() == null ? failed : failed(failed, claim.probed());
    }
    return healthy() ? well(next).answered(now) : next;
  }

  private Budget putBack(Budget budget, long seq) {
    Budget back = budget.putBack(taken, seq - taken.seq());
    return claim.asking() ? new Budget(back.minute(), back.day().notAsked(now)) : back;
  }

  /**
   * Whatever the ledger answers, it is reached; unless that was all, and the call got no further.
   */
  private Outage reached(Outage outage) {
    boolean silent = facts.status() == 0;
    if (remedy == Remedy.LATER && silent && (notExecuted || outage.lasts())) {
      return outage.failed(claim.operation().kind(), taken.at(), now);
    }
    return silent ? outage : Outage.NONE;
  }

  private Pace failed(Pace pace, KindOfWork work) {
    return pace.with(work, pace.circuit(work).failed(now));
  }

  private Pace well(Pace pace) {
    KindOfWork work = claim.operation().work();
    Pace well = pace.circuits().containsKey(work.text()) ? pace.with(work, Circuit.CLOSED) : pace;
    KindOfWork probed = claim.probed();
    return probed == null || probed.equals(work) || well.circuit(probed).closed()
        ? well
        : well.with(probed, well.circuit(probed).trusted());
  }

  private Pace waiting(Pace pace) {
    if (appSpent()) {
      // The app's, not the organisation's: the turn's share says until when.
      return pace;
    }
    Instant until = now.plus(facts.retryAfter() == null ? PAUSE : facts.retryAfter());
    Budget budget = pace.budget();
    Budget left =
        switch (facts.limit()) {
          case MINUTE -> new Budget(budget.minute().spent(until), budget.day());
          case DAY -> new Budget(budget.minute(), budget.day().spent(until));
          case null, default -> budget;
        };
    return pace.with(left).blocked(until, "Xero asked to wait", now);
  }

  /** What it changed for the kinds of work it tells about; null if nothing. */
  @Nullable Change changed(Pace before, Pace after) {
    Change own = changed(claim.operation().work(), before, after);
    return own != null || claim.probed() == null
        ? own
        : changed(Objects.requireNonNull(claim.probed()), before, after);
  }

  private static @Nullable Change changed(KindOfWork work, Pace before, Pace after) {
    Circuit was = before.circuit(work);
    Circuit is = after.circuit(work);
    return was.closed() == is.closed() ? null : new Change(work, is.until());
  }
}
