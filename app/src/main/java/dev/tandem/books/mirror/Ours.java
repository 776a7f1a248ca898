package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.LedgerRecord;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Our side of a record, in the fields that travel.
 *
 * @param marker finds the record again in the ledger
 * @param wanted whether it belongs in the ledger at all; one that does not is never created there
 * @param total what we say it comes to; null where nothing is summed
 * @param hold why it cannot go as it stands, in words for a person; null if it can
 * @param path where it is found here, told once when it is made there; null for nowhere
 */
record Ours(
    String marker,
    Map<String, String> fields,
    boolean wanted,
    @Nullable BigDecimal total,
    @Nullable String hold,
    @Nullable String path) {

  Ours(
      String marker,
      Map<String, String> fields,
      boolean wanted,
      @Nullable BigDecimal total,
      @Nullable String hold) {
    this(marker, fields, wanted, total, hold, null);
  }

  Ours {
    fields = Map.copyOf(fields);
  }

  /** Why the money is no agreement, in words; null if both come to the same or cannot tell. */
  @Nullable String differsInMoney(LedgerRecord theirs) {
    String there = theirs.derived().get(Fields.TOTAL);
    return there == null || total == null || total.compareTo(new BigDecimal(there)) == 0
        ? null
        : "Xero computes a total of %s, Tandem %s: look at the tax of its lines."
            .formatted(there, total.toPlainString());
  }

  /** Whether this field means what the ledger says, each in its own form. */
  boolean means(FieldRules rules, String field, String theirs) {
    String our = fields.get(field);
    return our != null && rules.canonical(field, our).equals(rules.canonical(field, theirs));
  }

  /** Whether this field says what was agreed: nothing of ours is on its way. */
  boolean says(String field, LinkRow agreed) {
    return Objects.equals(fields.get(field), agreed.agreed().getOrDefault(field, Pair.NONE).ours());
  }
}
