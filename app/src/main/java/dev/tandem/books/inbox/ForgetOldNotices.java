package dev.tandem.books.inbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Notices that were dealt with, and how many came with which numbers, are kept for as long as the
 * ledger may deliver them again, so that a repetition is known for one. As long, notices of an
 * organisation that nobody is connected to wait for somebody who is; then they are closed, for a
 * connection begins with reading everything.
 */
@Component
class ForgetOldNotices {

  /** Xero: what was not delivered is kept, and repeated, for 31 days. */
  private static final Duration REPEATED = Duration.ofDays(31);

  private static final Duration KEPT = REPEATED.plusDays(1);

  private final DeliveryRepository deliveries;
  private final Clock clock;

  ForgetOldNotices(DeliveryRepository deliveries, Clock clock) {
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** Gives how many notices were forgotten. */
  public int runOnce() {
    Instant now = clock.instant();
    deliveries.closeStrangersBefore(now.minus(REPEATED), now);
    deliveries.forgetCallsBefore(now.minus(KEPT));
    return deliveries.forgetDoneBefore(now.minus(KEPT));
  }
}
