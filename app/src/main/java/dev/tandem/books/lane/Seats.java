package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lets five calls of one organisation be under way. The turn holds most of them, and one
 * is for who calls beside it.
 *
 * @param turn calls of the present turn that are under way
 * @param guestUntil a call beside the turn is under way, until then at the latest
 */
record Seats(int turn, @Nullable Instant guestUntil) {

  static final int ALL = 5;

  /** Of these, how many bulk work may hold: a person's call finds one free. */
  static final int BULK = 4;

  /** Longer than any call. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private boolean guest(Instant now) {
    return guestUntil != null && now.isBefore(guestUntil);
  }

  /** With one more under way; null if all are taken, or the only one for guests. */
  @Nullable Seats taken(boolean asGuest, Instant now) {
    boolean guest = guest(now);
    if (turn + (guest ? 1 : 0) >= ALL || asGuest && guest) {
      return null;
    }
    return asGuest ? new Seats(turn, now.plus(LEASE)) : new Seats(turn + 1, guestUntil);
  }

  Seats left(boolean asGuest) {
    return asGuest ? new Seats(turn, null) : new Seats(Math.max(0, turn - 1), guestUntil);
  }
}
