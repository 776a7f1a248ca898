package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an organisation's minute. Ours ends sixty seconds after the first answer in it:
 * the ledger's began before that answer, so it is over by then, too.
 *
 * @param ends null before the minute's first call
 * @param sure whether the ledger has said something in it; before, the end is guessed from our call
 */
record Minute(int left, @Nullable Instant ends, boolean sure) {

  static final int MOST = 60;

  static final Minute FULL = new Minute(MOST, null, false);

  /** Calls that bulk work leaves to people. */
  static final int RESERVE = Reserve.OF_A_MINUTE;

  private static final Duration WINDOW = Duration.ofSeconds(60);

  /** More than can be explained by calls under way: the ledger's minute has turned. */
  private static final int JUMP = 5;

  /** One that ends later than a minute can was begun by a clock that was ahead. */
  Minute at(Instant now) {
    return ends == null || now.isBefore(ends) && ends.isBefore(now.plus(WINDOW).plus(WINDOW))
        ? this
        : FULL;
  }

  boolean allows(LaneClass kind) {
    return left > (kind.bulk() ? RESERVE : 0);
  }

  Minute taken(Instant now) {
    return new Minute(left - 1, ends == null ? now.plus(WINDOW) : ends, sure);
  }

  /**
   * A call that was taken surely never left for the ledger; if it was taken from this minute. Where
   * the ledger's own figure has undercut ours since, it is that figure, which never counted it.
   *
   * @param later calls taken after it
   */
  Minute putBack(Taken taken, long later) {
    boolean same = ends != null && !taken.at().isBefore(ends.minus(WINDOW));
    boolean ours = left >= taken.minuteLeft() - later;
    return same && ours ? new Minute(Math.min(MOST, left + 1), ends, sure) : this;
  }

  /**
   * @param minute what the ledger says is left
   * @param underWay other calls that it may not have counted yet
   * @param taken how it stood when the call was claimed: an answer may be long under way
   */
  Minute told(int minute, int underWay, Taken taken, Instant now) {
    if (ends == null || taken.at().isBefore(ends.minus(WINDOW))) {
      // The answer to a call of a minute that is over, or that was claimed before this one's first
      // answer: what it says may be true of the minute before.
      return this;
    }
    if (minute > taken.minuteLeft() + JUMP) {
      return new Minute(minute - underWay, now.plus(WINDOW), true);
    }
    return new Minute(Math.min(left, minute), sure ? ends : now.plus(WINDOW), true);
  }

  /** The ledger refused a call and said for how long. */
  Minute spent(Instant until) {
    return new Minute(0, until, true);
  }
}
