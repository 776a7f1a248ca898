package dev.tandem.books.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How an organisation keeps its books.
 *
 * @param country two letters
 * @param zone the ledger's own name of the time zone
 * @param plan what the organisation subscribed to, in the ledger's words
 * @param periodLock documents up to this day are closed for all but advisers; null: none
 * @param yearLock documents up to this day are closed for everybody; null: none
 */
public record LedgerSettings(
    String name,
    @Nullable String shortCode,
    @Nullable String baseCurrency,
    @Nullable String country,
    @Nullable String zone,
    @Nullable String plan,
    @Nullable String defaultSalesTax,
    @Nullable LocalDate periodLock,
    @Nullable LocalDate yearLock) {

  /** The last day that is closed for what we send; null if every day is open. */
  public @Nullable LocalDate closedUntil() {
    if (periodLock == null || yearLock == null) {
      return periodLock == null ? yearLock : periodLock;
    }
    return periodLock.isAfter(yearLock) ? periodLock : yearLock;
  }
}
