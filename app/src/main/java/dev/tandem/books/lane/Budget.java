package dev.tandem.books.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an organisation has left to spend. The ledger's own word counts more than our counting; our
 * counting covers the calls that are under way.
 */
record Budget(Minute minute, Day day) {

  static final Budget FULL = new Budget(Minute.FULL, Day.UNKNOWN);

  Budget at(Instant now) {
    return new Budget(minute.at(now), day.at(now));
  }

  boolean allows(LaneClass kind) {
    return minute.allows(kind) && day.allows(kind);
  }

  /** When calls of this class that may not go now may be tried; null if time does not decide it. */
  @Nullable Instant opens(LaneClass kind) {
    Instant opens = minute.allows(kind) ? null : minute.ends();
    if (!day.allows(kind)) {
      Instant turned = day.opens();
      opens = opens == null || turned != null && turned.isAfter(opens) ? turned : opens;
    }
    return opens;
  }

  Budget taken(Instant now) {
    return new Budget(minute.taken(now), day.taken());
  }

  /**
   * A call that was taken surely never left for the ledger.
   *
   * @param later calls taken after it
   */
  Budget putBack(Taken taken, long later) {
    return new Budget(minute.putBack(taken, later), day.putBack(taken, later));
  }

  /**
   * @param minuteLeft what the ledger says is left; null if it did not say
   * @param underWay other calls that the ledger may not have counted yet
   * @param taken how it stood when the call was claimed
   */
  Budget told(
      @Nullable Integer minuteLeft,
      @Nullable Integer dayLeft,
      int underWay,
      Taken taken,
      Instant now) {
    return new Budget(
        minuteLeft == null ? minute : minute.told(minuteLeft, underWay, taken, now),
        dayLeft == null ? day : day.told(dayLeft, underWay, taken, now));
  }
}
