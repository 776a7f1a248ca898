package dev.tandem.books.web;

import dev.tandem.books.lane.LedgerUse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Calls left to an organisation, as the ledger counts them.
 *
 * @param dayMost null until the ledger told its daily limit
 * @param blockedUntil the ledger asked us to wait till then
 * @param read how much was read from it
 */
public record Budget(
    int minuteLeft,
    int minuteMost,
    @Nullable Integer dayLeft,
    @Nullable Integer dayMost,
    @Nullable Instant blockedUntil,
    LedgerUse.Read read) {

  public int minutePercent() {
    return minuteMost == 0 ? 0 : Math.clamp(100L * minuteLeft / minuteMost, 0, 100);
  }

  public int dayPercent() {
    return dayLeft == null || dayMost == null || dayMost == 0
        ? 100
        : Math.clamp(100L * dayLeft / dayMost, 0, 100);
  }

  /** Whether the day's calls run short; bulk work stops at one in twenty. */
  public boolean low() {
    return dayLeft != null && dayMost != null && dayLeft <= dayMost / 5;
  }

  /** Part of what the plan includes in a month for all organisations together. */
  public int monthPercent() {
    return read.monthMost() == 0 ? 0 : Math.clamp(100L * read.month() / read.monthMost(), 0, 100);
  }

  public String readToday() {
    return Bytes.inWords(read.today());
  }

  public String readThisMonth() {
    return Bytes.inWords(read.month());
  }

  public String monthMost() {
    return Bytes.inWords(read.monthMost());
  }
}
