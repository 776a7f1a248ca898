package dev.tandem.practice.billing;

import java.util.List;
import java.util.Map;

/** Lines with their figures and sums, computed as the ledger does. */
public record Priced(List<InvoiceLine> lines, InvoiceTotals totals) {

  public static Priced of(List<LineDetails> lines, LineAmounts amounts) {
    List<InvoiceLine> priced = lines.stream().map(it -> InvoiceLine.of(it, amounts)).toList();
    return new Priced(priced, InvoiceTotals.of(priced, amounts));
  }

  /** Notes what is wrong with these lines, each under {@code lines[0].quantity} and the like. */
  public static void check(
      List<LineDetails> lines, LineAmounts amounts, Map<String, String> errors) {
    for (int i = 0; i < lines.size(); i++) {
      lines.get(i).check("lines[" + i + "]", errors);
    }
  }
}
