package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an organisation's day. When the ledger's day turns it does not tell; it turns at
 * the latest a day after its first answer in it.
 *
 * @param left null until the ledger has said it
 * @param most the day's allowance, as far as it is known
 * @param ends at the latest; null until the ledger has said what is left
 * @param toldAt when it last did, or was asked
 */
record Day(
    @Nullable Integer left,
    @Nullable Integer most,
    @Nullable Instant ends,
    @Nullable Instant toldAt) {

  static final Day UNKNOWN = new Day(null, null, null, null);

  /** Of what bulk work has left, one call in four may be only a precaution: writes come first. */
  private static final int PRECAUTIONS = 4;

  private static final Duration WINDOW = Duration.ofDays(1);

  /** As much later a day may end that the ledger itself spoke of. */
  private static final Duration LATER = Duration.ofHours(2);

  /** How often a single reading may find out whether a spent day has turned sooner. */
  private static final Duration ASKED = Duration.ofHours(4);

  /** More than can be explained by calls under way: the ledger's day has turned. */
  private static final int JUMP = 5;

  /** One that ends later than a day can was begun by a clock that was ahead. */
  Day at(Instant now) {
    return ends == null || now.isBefore(ends) && ends.isBefore(now.plus(WINDOW).plus(LATER))
        ? this
        : new Day(null, most, null, null);
  }

  boolean allows(LaneClass kind) {
    return kind.bulk() ? !spent() : left == null || left > 0;
  }

  /** Whether only the people's part is left. */
  boolean spent() {
    return left != null && left <= people();
  }

  private int people() {
    return most == null ? 0 : Reserve.ofADay(most);
  }

  /**
   * How far apart calls that are only a precaution are made, so that their part lasts until the day
   * ends; zero while nothing is known of the day.
   */
  Duration apart(Instant now) {
    if (left == null || ends == null || !now.isBefore(ends)) {
      return Duration.ZERO;
    }
    int precautions = Math.max(1, (left - people()) / PRECAUTIONS);
    return Duration.between(now, ends).dividedBy(precautions);
  }

  /** Whether one reading may look if the day has turned, although it should not have yet. */
  boolean mayAsk(Instant now) {
    return spent()
        && left != null
        && left > 0
        && toldAt != null
        && !now.isBefore(toldAt.plus(ASKED));
  }

  Day asked(Instant now) {
    return new Day(left, most, ends, now);
  }

  /** When bulk work of a spent day is looked at again. */
  @Nullable Instant opens() {
    if (ends == null || toldAt == null || left == null || left <= 0) {
      return ends;
    }
    Instant asked = toldAt.plus(ASKED);
    return asked.isBefore(ends) ? asked : ends;
  }

  Day taken() {
    return left == null ? this : new Day(left - 1, most, ends, toldAt);
  }

  /**
   * A call that was taken surely never left for the ledger. Where the ledger's own figure has
   * undercut ours since, it is that figure, which never counted it.
   *
   * @param later calls taken after it
   */
  Day putBack(Taken taken, long later) {
    if (left == null || refused() || taken.dayLeft() == null || left < taken.dayLeft() - later) {
      return this;
    }
    int more = left + 1;
    return new Day(most == null ? more : Math.min(most, more), most, ends, toldAt);
  }

  /** The reading that was to find out whether the day has turned never left. */
  Day notAsked(Instant now) {
    return refused() ? this : new Day(left, most, ends, now.minus(ASKED));
  }

  /** The ledger itself said that nothing is left, and until when. */
  private boolean refused() {
    return left != null && left <= 0 && ends != null && ends.equals(toldAt);
  }

  /**
   * @param day what the ledger says is left
   * @param underWay other calls that it may not have counted yet
   * @param taken how it stood when the call was claimed: an answer may be long under way
   */
  Day told(int day, int underWay, Taken taken, Instant now) {
    if (left == null) {
      return begun(day, day - underWay, now);
    }
    if (ends != null && taken.at().isBefore(ends.minus(WINDOW))) {
      // Claimed before this day's first answer: what it says may be true of the day before.
      return this;
    }
    if (taken.dayLeft() != null && day > taken.dayLeft() + JUMP) {
      return begun(day, day - underWay, now);
    }
    return new Day(Math.min(left, day), most == null ? day : Math.max(most, day), ends, now);
  }

  /** Less than half of what was allowed before, in a day that just began: another plan. */
  private Day begun(int day, int present, Instant now) {
    int known = most == null || day < most / 2 ? day : Math.max(most, day);
    return new Day(present, known, now.plus(WINDOW), now);
  }

  /** The ledger refused a call and said for how long. */
  Day spent(Instant until) {
    return new Day(0, most, until, until);
  }
}
