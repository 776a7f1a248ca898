package dev.tandem.books.lane;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a lane stood when a call was claimed. A call's answer tells of that moment or a later one, so
 * it is compared with this and not with what others have taken meanwhile.
 *
 * @param at when it was claimed
 * @param seq the lane's count of the call
 * @param minuteLeft after the call was taken from it
 * @param dayLeft after the call was taken from it; null if nothing was known of the day
 */
record Taken(Instant at, long seq, int minuteLeft, @Nullable Integer dayLeft) {

  static Taken of(Pace claimed, Instant at) {
    Budget budget = claimed.budget();
    return new Taken(at, claimed.seq(), budget.minute().left(), budget.day().left());
  }
}
