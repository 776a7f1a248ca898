package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one kind of work away from a ledger that fails at it. Counts only answers that tell of its
 * health: server errors and lost answers, not limits or refusals.
 *
 * @param failures in a row
 * @param until nothing passes before; afterwards one reading, to find out. Null while calls pass
 */
record Circuit(int failures, @Nullable Instant until) {

  static final Circuit CLOSED = new Circuit(0, null);

  static final Duration PAUSE = Duration.ofMinutes(5);

  private static final int MOST = 5;

  /** How long a reading that finds out keeps others from doing the same. */
  private static final Duration TRIAL = Duration.ofMinutes(1);

  Circuit failed(Instant now) {
    int more = failures + 1;
    return new Circuit(more, more >= MOST ? now.plus(PAUSE) : null);
  }

  /** One reading sets out to see whether the ledger is well again. */
  Circuit tried(Instant now) {
    return new Circuit(failures, now.plus(TRIAL));
  }

  /** A reading went well: writes pass again, but the first that fails ends that. */
  Circuit trusted() {
    return new Circuit(MOST - 1, null);
  }

  boolean closed() {
    return until == null;
  }

  boolean open(Instant now) {
    return until != null && lasts(until, now);
  }

  /** The pause is over, but whether the ledger is well is not known yet. */
  boolean halfOpen(Instant now) {
    return until != null && !lasts(until, now);
  }

  /** A pause that lasts longer than any was begun by a clock that was ahead. */
  static boolean lasts(Instant until, Instant now) {
    return now.isBefore(until) && until.isBefore(now.plus(PAUSE).plus(PAUSE));
  }
}
