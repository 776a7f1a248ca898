package dev.tandem.books.mirror;

import java.time.Duration;
import java.time.Instant;

/**
 * Between what was known of a record over there and the arrival of a write of ours: what somebody
 * changed there meanwhile, the write may have gone over unseen. Neither end belongs to it.
 *
 * @param from the ledger's time of change that we had read, or that our write before had returned
 * @param to the ledger's time of change that the write returned; if its answer was lost, that of
 *     the reading which found it, and the write arrived somewhere in between
 */
public record Gap(Instant from, Instant to) {

  /** Whether a moment lies in it, and this far from its ends. */
  public boolean holds(Instant at, Duration fromStart, Duration fromEnd) {
    return at.isAfter(from.plus(fromStart)) && at.isBefore(to.minus(fromEnd));
  }

  public boolean holds(Instant at) {
    return holds(at, Duration.ZERO, Duration.ZERO);
  }
}
