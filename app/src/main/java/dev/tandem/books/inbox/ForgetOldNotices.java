package dev.tandem.books.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Notices that were dealt with, and how many came with which numbers, are kept for as long as the
 * ledger may deliver them again, so that a repetition is known for one.
 */
@Component
class ForgetOldNotices {

  private static final Duration REPLAYED = Duration.ofDays(32);

  private final WaitingNotices waiting;
  private final DeliveryRepository deliveries;
  private final Clock clock;

  ForgetOldNotices(WaitingNotices waiting, DeliveryRepository deliveries, Clock clock) {
    this.waiting = waiting;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** Gives how many. */
  public int runOnce() {
    Instant before = clock.instant().minus(REPLAYED);
    deliveries.forgetCallsBefore(before);
    return waiting.forgetDoneBefore(before);
  }
}
