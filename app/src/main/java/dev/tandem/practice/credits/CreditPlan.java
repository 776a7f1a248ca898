package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceLine;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a credit would do. Amounts have 2 decimals.
 *
 * @param settles how much of the invoice it would settle
 * @param refunds how much money would be given back
 * @param keeps what would be left as the client's credit
 * @param dueBefore what is owed on the invoice now
 * @param earlier how many credit notes it has already
 * @param details stands for what the credit note says: lines, day, reason and how money goes back
 */
public record CreditPlan(
    List<InvoiceLine> lines,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    BigDecimal settles,
    BigDecimal refunds,
    BigDecimal keeps,
    BigDecimal dueBefore,
    int earlier,
    String details) {

  /** Stands for all of this: whoever confirms it shows with this what was seen. */
  public String seen() {
    return String.join(
        "/",
        total.toPlainString(),
        settles.toPlainString(),
        refunds.toPlainString(),
        keeps.toPlainString(),
        dueBefore.toPlainString(),
        Integer.toString(earlier),
        details);
  }

  public BigDecimal dueAfter() {
    return dueBefore.subtract(settles);
  }
}
