package dev.tandem.books.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls left to an organisation, as the ledger counts them.
 *
 * @param dayMost null until the ledger told its daily limit
 * @param blockedUntil the ledger asked us to wait till then
 */
public record Budget(
    int minuteLeft,
    int minuteMost,
    @Nullable Integer dayLeft,
    @Nullable Integer dayMost,
    @Nullable Instant blockedUntil) {

  public int minutePercent() {
    return minuteMost == 0 ? 0 : Math.clamp(100L * minuteLeft / minuteMost, 0, 100);
  }

  public int dayPercent() {
    return dayLeft == null || dayMost == null || dayMost == 0
        ? 100
        : Math.clamp(100L * dayLeft / dayMost, 0, 100);
  }
}
