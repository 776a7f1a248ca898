package dev.tandem.books.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The ledger cannot be reached: the network, its name or its door for tokens is away. Bulk work
 * then makes one call now and again to find out, later each time. A person's call is tried at once.
 *
 * @param since when that was noticed
 * @param tries that found it so; 0 while it is reached
 * @param until bulk work makes no call before
 */
public record Outage(@Nullable Instant since, int tries, @Nullable Instant until) {

  public static final Outage NONE = new Outage(null, 0, null);

  /** After the first try; twice as long after each further one. */
  static final Duration FIRST = Duration.ofSeconds(5);

  static final Duration LONGEST = Duration.ofMinutes(2);

  /** How long a call that finds out keeps others from doing the same: longer than any lasts. */
  private static final Duration TRIAL = Duration.ofMinutes(1);

  private static final int DOUBLINGS = 5;

  /** Whether it goes on, as far as is known. */
  public boolean lasts() {
    return since != null;
  }

  /** Whether a call of this class has to wait. */
  boolean holds(LaneClass kind, Instant now) {
    return kind.bulk() && opens(now) != null;
  }

  /**
   * When bulk work may make a call; null if it may now. A wait that is longer than any was begun by
   * a clock that was ahead, and is put right since.
   */
  @Nullable Instant opens(Instant now) {
    return until != null && now.isBefore(until) && !isAhead(until, now) ? until : null;
  }

  private static boolean isAhead(Instant at, Instant now) {
    return at.isAfter(now.plus(LONGEST).plus(LONGEST));
  }

  /** A call of this class sets out, which finds out for the others. */
  Outage tried(LaneClass kind, Instant now) {
    return kind.bulk() && lasts() ? new Outage(since, tries, now.plus(TRIAL)) : this;
  }

  /**
   * A call got no answer.
   *
   * @param kind of the call
   * @param claimed when it set out; several that set out before the first of them failed count once
   */
  Outage failed(LaneClass kind, Instant claimed, Instant now) {
    if (since == null || isAhead(since, now)) {
      return new Outage(now, 1, now.plus(FIRST));
    }
    boolean findsOut = kind.bulk() || opens(claimed) == null;
    return claimed.isAfter(since) && findsOut
        ? new Outage(since, tries + 1, now.plus(breath()))
        : this;
  }

  private Duration breath() {
    Duration longer = FIRST.multipliedBy(1L << Math.min(tries, DOUBLINGS));
    return longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
  }
}
