package dev.tandem.books.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a reading of changes goes on. Never with a second page of the same question, because pages
 * shift while records change: the next question begins at the second of the last change that was
 * shown. Only where a whole page has one second it goes on by number.
 */
public final class Pages {

  private @Nullable Instant since;
  private int page = 1;

  /**
   * @param since null to read everything
   */
  public Pages(@Nullable Instant since) {
    this.since = since;
  }

  public @Nullable Instant since() {
    return since;
  }

  /** From 1. */
  public int page() {
    return page;
  }

  /** Goes on after this page; false if it was the last. */
  public boolean next(LedgerPage read) {
    if (!read.more()) {
      return false;
    }
    Instant from = read.latest() == null ? null : read.latest().truncatedTo(ChronoUnit.SECONDS);
    boolean stuck = from == null || from.equals(since);
    page = stuck ? page + 1 : 1;
    since = stuck ? since : from;
    return true;
  }
}
