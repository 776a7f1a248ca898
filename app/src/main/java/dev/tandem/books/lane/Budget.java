package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation has left to spend. The ledger's own word counts more than our counting; our
 * counting covers the calls that are under way.
 *
 * @param minuteEnds null until the minute's first call
 * @param dayLeft null until the ledger has said it
 * @param dayMost the most that was ever left, which is how we learn the day's allowance
 */
record Budget(
    int minuteLeft,
    @Nullable Instant minuteEnds,
    @Nullable Integer dayLeft,
    @Nullable Integer dayMost) {

  static final int MINUTE = 60;
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /** Calls a minute that bulk work leaves to people. */
  private static final int RESERVE = 2;

  /** Part of the day that bulk work leaves to people: one in twenty. */
  private static final int DAY_PART = 20;

  /** More than can be explained by calls under way: the ledger's minute has turned. */
  private static final int JUMP = 5;

  Budget at(Instant now) {
    return minuteEnds != null && !now.isBefore(minuteEnds)
        ? new Budget(MINUTE, null, dayLeft, dayMost)
        : this;
  }

  boolean allows(LaneClass kind) {
    if (!kind.bulk()) {
      return minuteLeft > 0 && (dayLeft == null || dayLeft > 0);
    }
    int reserve = dayMost == null ? 0 : dayMost / DAY_PART;
    return minuteLeft > RESERVE && (dayLeft == null || dayLeft > reserve);
  }

  Budget taken(Instant now) {
    return new Budget(
        minuteLeft - 1,
        minuteEnds == null ? now.plus(WINDOW) : minuteEnds,
        dayLeft == null ? null : dayLeft - 1,
        dayMost);
  }

  /**
   * @param underWay other calls that the ledger may not have counted yet
   */
  Budget told(@Nullable Integer minute, @Nullable Integer day, int underWay, Instant now) {
    int left = minuteLeft;
    Instant ends = minuteEnds;
    if (minute != null && minute > minuteLeft + JUMP) {
      left = minute - underWay;
      ends = now.plus(WINDOW);
    } else if (minute != null) {
      left = Math.min(minuteLeft, minute);
    }
    Integer most =
        day == null ? dayMost : Integer.valueOf(Math.max(day, dayMost == null ? 0 : dayMost));
    return new Budget(left, ends, day == null ? dayLeft : day, most);
  }
}
