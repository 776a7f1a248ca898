package dev.tandem.xero.accounting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a record's history.
 *
 * @param changes what was done, such as {@code Edited} or {@code Approved}
 * @param user who did it: a person, or the app
 */
public record XeroHistoryEntry(
    @Nullable String changes,
    @Nullable Instant dateUtc,
    @Nullable String user,
    @Nullable String details) {

  @Override
  public String toString() {
    return "XeroHistoryEntry[" + changes + ", " + dateUtc + "]";
  }
}
