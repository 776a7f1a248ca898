package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A line with its figures, computed as the ledger does: the amount is rounded to cents, then the
 * tax of this line is rounded to cents. Taxing the sum instead would differ by a cent now and then.
 *
 * @param amount quantity × unit price, 2 decimals; contains the tax if the invoice is inclusive
 * @param tax 2 decimals
 */
public record InvoiceLine(LineDetails details, BigDecimal amount, BigDecimal tax) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static InvoiceLine of(LineDetails details, LineAmounts amounts) {
    BigDecimal amount =
        details.quantity().multiply(details.unitPrice()).setScale(2, RoundingMode.HALF_UP);
    BigDecimal whole = amounts == LineAmounts.INCLUSIVE ? HUNDRED.add(details.taxRate()) : HUNDRED;
    BigDecimal tax = amount.multiply(details.taxRate()).divide(whole, 2, RoundingMode.HALF_UP);
    return new InvoiceLine(details, amount, tax);
  }
}
