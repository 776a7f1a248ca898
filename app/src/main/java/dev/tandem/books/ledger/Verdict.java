package dev.tandem.books.ledger;

import java.util.List;

/** What became of one element of a batch. */
public sealed interface Verdict {

  /** Stored, in the ledger's own form. */
  record Stored(LedgerRecord record, List<String> warnings) implements Verdict {}

  /**
   * Not stored.
   *
   * @param taken the ledger has another record by this name or number already
   */
  record Refused(List<String> reasons, boolean taken) implements Verdict {

    public String text() {
      return String.join(" ", reasons);
    }
  }
}
