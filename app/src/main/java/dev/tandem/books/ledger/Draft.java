package dev.tandem.books.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we want the ledger to store.
 *
 * @param ledgerId of the record to change; null to create one
 * @param marker what finds the record again
 * @param fields all of a new record, only the changed ones of another
 * @param kept what the last full reading asked to get back; null if there was none
 * @param page where people find our record, ending in its id; null where nobody outside could go
 */
public record Draft(
    Kind kind,
    @Nullable String ledgerId,
    String marker,
    Map<String, String> fields,
    @Nullable String kept,
    @Nullable String page) {

  public boolean creation() {
    return ledgerId == null;
  }

  /** Fields may be personal. */
  @Override
  public String toString() {
    return "Draft[" + kind + " " + marker + "]";
  }
}
