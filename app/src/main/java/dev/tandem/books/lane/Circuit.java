package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one kind of work away from a ledger that fails. Counts only answers that tell of its
 * health: server errors and lost answers, not limits or refusals.
 *
 * @param failures in a row
 * @param until closed again for a probe from then on; null while calls may pass
 */
record Circuit(int failures, @Nullable Instant until) {

  static final Circuit CLOSED = new Circuit(0, null);

  private static final int MOST = 5;
  private static final Duration PAUSE = Duration.ofMinutes(5);

  Circuit failed(Instant now) {
    int more = failures + 1;
    return new Circuit(more, more >= MOST ? now.plus(PAUSE) : null);
  }

  boolean open(Instant now) {
    return until != null && now.isBefore(until);
  }

  /** The pause is over, but whether the ledger is well is not known yet. */
  boolean halfOpen(Instant now) {
    return until != null && !now.isBefore(until);
  }
}
