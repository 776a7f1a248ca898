package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger lets five calls of one organisation be under way. The turn holds most of them, and one
 * is for who calls beside it. What a former turn left under way, as a killed or frozen process
 * does, keeps its seats until it ends or cannot last any longer.
 *
 * @param turn calls of the present turn that are under way
 * @param turnUntil the last of them is over by then; null before the first
 * @param guestUntil a call beside the turn is under way, until then at the latest
 * @param former calls of former turns whose end nobody has told
 * @param formerUntil these are over by then
 */
record Seats(
    int turn,
    @Nullable Instant turnUntil,
    @Nullable Instant guestUntil,
    int former,
    @Nullable Instant formerUntil) {

  static final Seats FREE = new Seats(0, null, null, 0, null);

  static final int ALL = 5;

  /** Of these, how many bulk work may hold: a person's call finds one free. */
  static final int BULK = 4;

  /** Longer than any call, which is given up after forty seconds. */
  static final Duration LONGEST = Duration.ofSeconds(45);

  /** Longer than any call. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private boolean guest(Instant now) {
    return guestUntil != null && now.isBefore(guestUntil);
  }

  /** Calls of former turns that may still be under way. */
  int former(Instant now) {
    return formerUntil != null && now.isBefore(formerUntil) ? former : 0;
  }

  /** Calls of this and of former turns that may be under way. */
  int underWay(Instant now) {
    return turn + former(now);
  }

  /** When a call of this class finds a seat that former turns do not hold; null if at once. */
  @Nullable Instant opens(LaneClass kind, Instant now) {
    return former(now) < (kind.bulk() ? BULK : ALL) ? null : formerUntil;
  }

  /** With one more under way; null if all are taken, or the only one for guests. */
  @Nullable Seats taken(boolean asGuest, Instant now) {
    boolean guest = guest(now);
    if (underWay(now) + (guest ? 1 : 0) >= ALL || asGuest && guest) {
      return null;
    }
    return asGuest
        ? new Seats(turn, turnUntil, now.plus(LEASE), former, formerUntil)
        : new Seats(turn + 1, now.plus(LONGEST), guestUntil, former, formerUntil);
  }

  Seats left(boolean asGuest) {
    return asGuest
        ? new Seats(turn, turnUntil, null, former, formerUntil)
        : new Seats(Math.max(0, turn - 1), turnUntil, guestUntil, former, formerUntil);
  }

  /** A call of a former turn has ended after all. */
  Seats formerLeft() {
    return new Seats(turn, turnUntil, guestUntil, Math.max(0, former - 1), formerUntil);
  }
}
