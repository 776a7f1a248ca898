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

  /**
   * What the ledger said of the day is believed for so long after the last call's minute. The day
   * turns at a time that it does not tell, and it tells what is left only when it is called.
   */
  private static final Duration DAY_BELIEVED = Duration.ofHours(1);

  /** Calls a minute that bulk work leaves to people. */
  private static final int RESERVE = 2;

  /** Part of the day that bulk work leaves to people: one in twenty. */
  private static final int DAY_PART = 20;

  /** More than can be explained by calls under way: the ledger's minute has turned. */
  private static final int JUMP = 5;

  Budget at(Instant now) {
    if (minuteEnds == null || now.isBefore(minuteEnds)) {
      return this;
    }
    boolean stale = !now.isBefore(minuteEnds.plus(DAY_BELIEVED));
    return new Budget(MINUTE, null, stale ? null : dayLeft, dayMost);
  }

  /** When bulk work that may not go now may be tried again; null if time does not decide it. */
  @Nullable Instant opens() {
    return minuteEnds == null || !daySpent() ? minuteEnds : minuteEnds.plus(DAY_BELIEVED);
  }

  private boolean daySpent() {
    return dayLeft != null && dayLeft <= (dayMost == null ? 0 : dayMost / DAY_PART);
  }

  boolean allows(LaneClass kind) {
    if (!kind.bulk()) {
      return minuteLeft > 0 && (dayLeft == null || dayLeft > 0);
    }
    return minuteLeft > RESERVE && !daySpent();
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
