package dev.tandem.books.mirror;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Our side of a record, in the fields that travel.
 *
 * @param marker finds the record again in the ledger
 * @param wanted whether it belongs in the ledger at all; one that does not is never created there
 * @param total what we say it comes to; null where nothing is summed
 * @param hold why it cannot go as it stands, in words for a person; null if it can
 */
record Ours(
    String marker,
    Map<String, String> fields,
    boolean wanted,
    @Nullable BigDecimal total,
    @Nullable String hold) {

  Ours {
    fields = Map.copyOf(fields);
  }
}
