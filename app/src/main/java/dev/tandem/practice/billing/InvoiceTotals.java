package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The sums under an invoice, 2 decimals each.
 *
 * @param subtotal without tax
 * @param total what the client owes in all
 */
public record InvoiceTotals(BigDecimal subtotal, BigDecimal tax, BigDecimal total) {

  public static InvoiceTotals of(List<InvoiceLine> lines, LineAmounts amounts) {
    BigDecimal listed = sum(lines, InvoiceLine::amount);
    BigDecimal tax = sum(lines, InvoiceLine::tax);
    return amounts == LineAmounts.INCLUSIVE
        ? new InvoiceTotals(listed.subtract(tax), tax, listed)
        : new InvoiceTotals(listed, tax, listed.add(tax));
  }

  private static BigDecimal sum(List<InvoiceLine> lines, Function<InvoiceLine, BigDecimal> figure) {
    return lines.stream().map(figure).reduce(new BigDecimal("0.00"), BigDecimal::add);
  }
}
