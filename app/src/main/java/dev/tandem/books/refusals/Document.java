package dev.tandem.books.refusals;

import dev.tandem.practice.billing.LineDetails;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.util.List;

/**
 * An invoice or a credit note, as far as its lines can go elsewhere.
 *
 * @param path of the page where it is read: a credit note's is that of its invoice
 * @param total in {@code currency}, with tax
 */
public record Document(
    RecordRef record,
    String number,
    String path,
    String currency,
    BigDecimal total,
    List<LineDetails> lines) {

  /** {@code invoice:0198…}, for forms. */
  public String key() {
    return record.kind() + ":" + record.id();
  }
}
