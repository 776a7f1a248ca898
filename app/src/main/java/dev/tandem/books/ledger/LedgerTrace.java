package dev.tandem.books.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who changed a record over there, as the ledger tells people.
 *
 * @param at by the ledger's clock; null if it does not tell
 * @param who a person's name; empty if it does not tell
 * @param what was done, in the ledger's own words
 * @param details in the ledger's own words; of a program which one it was
 * @param program whether a program did it
 */
public record LedgerTrace(
    @Nullable Instant at, String who, String what, String details, boolean program) {

  /** Names a person. */
  @Override
  public String toString() {
    return "LedgerTrace[" + at + "]";
  }
}
