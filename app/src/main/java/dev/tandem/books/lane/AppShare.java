package dev.tandem.books.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A turn's part of the calls that the app may make in a minute over all its organisations. Taken in
 * pieces that grow with the work there is, and given back as soon as there is none: a lane that
 * needs one call keeps no other lane waiting.
 */
final class AppShare {

  /** What the ledger allows an app in a minute; people may use all of it. */
  static final int PEOPLE = 10_000;

  /** What bulk work may use of it. */
  static final int BULK = 9_500;

  /** So near to its end the ledger's own count is believed. */
  private static final int NEAR = 1_500;

  private static final int FIRST_PIECE = Seats.ALL;

  /** Not all lanes come back in the same instant. */
  private static final long SPREAD_MILLIS = 5_000;

  private final AppMinutes minutes;
  private final String app;
  private final Clock clock;
  private Instant minute = Instant.EPOCH;
  private int held;
  private int piece = FIRST_PIECE;
  private @Nullable Instant opens;

  AppShare(AppMinutes minutes, String app, Clock clock) {
    this.minutes = minutes;
    this.app = app;
    this.clock = clock;
  }

  /**
   * Takes one call.
   *
   * @param usable how many the organisation itself would let through now
   */
  synchronized boolean take(LaneClass kind, int usable) {
    if (!has(kind, usable)) {
      return false;
    }
    if (held == 0) {
      fetch(1, PEOPLE);
    }
    if (held == 0) {
      return false;
    }
    held--;
    return true;
  }

  /**
   * Whether a call may be taken now; takes a piece if none is at hand. For people it is taken when
   * they call, and alone: what only they may have must not be at hand for others.
   */
  synchronized boolean has(LaneClass kind, int usable) {
    turn(clock.instant());
    if (held == 0 && kind.bulk()) {
      fetch(Math.clamp(usable, 1, piece), BULK);
    }
    return held > 0 || !kind.bulk();
  }

  private void turn(Instant now) {
    Instant present = now.truncatedTo(ChronoUnit.MINUTES);
    if (!present.equals(minute)) {
      // What was not used of the minute before is nobody's any more.
      minute = present;
      held = 0;
      piece = FIRST_PIECE;
      opens = null;
    }
  }

  private void fetch(int wanted, int most) {
    if (minutes.take(app, minute, wanted, most)) {
      held = wanted;
      piece = Math.min(2 * piece, Minute.MOST);
    } else if (wanted > 1 && minutes.take(app, minute, 1, most)) {
      held = 1;
    } else {
      long spread = ThreadLocalRandom.current().nextLong(SPREAD_MILLIS);
      opens = minute.plus(Duration.ofMinutes(1)).plusMillis(spread);
    }
  }

  /** One that was taken is not needed after all. */
  synchronized void putBack() {
    held++;
  }

  /** One that was claimed then surely never left for the ledger. */
  synchronized void putBack(Instant claimed) {
    if (claimed.truncatedTo(ChronoUnit.MINUTES).equals(minute)) {
      held++;
    }
  }

  /** Others may have what is at hand. */
  synchronized void giveBack() {
    if (held > 0) {
      minutes.giveBack(app, minute, held);
      held = 0;
    }
    piece = FIRST_PIECE;
  }

  /** When there may be some again; null if there were enough. */
  synchronized @Nullable Instant opens() {
    return opens;
  }

  /**
   * An answer that comes when its minute is over says nothing of the next one.
   *
   * @param claimed when the call was claimed that tells
   * @param left what the ledger says is left of the app's minute; null if it did not say
   */
  void told(Instant claimed, @Nullable Integer left) {
    if (left != null && left < NEAR) {
      minutes.believe(app, claimed.truncatedTo(ChronoUnit.MINUTES), PEOPLE - left);
    }
  }
}
