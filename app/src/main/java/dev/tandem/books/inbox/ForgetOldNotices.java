package dev.tandem.books.inbox;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Notices that were dealt with are kept for as long as the ledger may deliver them again, so that a
 * repetition is known for one.
 */
@Component
class ForgetOldNotices {

  private static final Duration REPLAYED = Duration.ofDays(32);

  private final WaitingNotices waiting;
  private final Clock clock;

  ForgetOldNotices(WaitingNotices waiting, Clock clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Gives how many. */
  public int runOnce() {
    return waiting.forgetDoneBefore(clock.instant().minus(REPLAYED));
  }
}
