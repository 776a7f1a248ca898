package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A line with its figures, computed as the ledger does: the amount is rounded to cents, then the
 * tax of this line is rounded to cents. Taxing the sum instead would differ by a cent now and then.
 *
 * <p>Xero: a half cent is rounded away from zero, as far as anybody has seen; its documentation
 * does not say. A total that comes back different is a hold.
 *
 * @param amount quantity × unit price less the discount, 2 decimals; contains the tax if the
 *     invoice is inclusive
 * @param tax 2 decimals
 */
public record InvoiceLine(LineDetails details, BigDecimal amount, BigDecimal tax) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static InvoiceLine of(LineDetails details, LineAmounts amounts) {
    BigDecimal gross = details.gross();
    Discount discount = details.discount();
    BigDecimal amount =
        (discount == null ? gross : gross.subtract(discount.off(gross)))
            .setScale(2, RoundingMode.HALF_UP);
    return new InvoiceLine(details, amount, tax(amount, details.taxRate(), amounts));
  }

  private static BigDecimal tax(BigDecimal amount, BigDecimal rate, LineAmounts amounts) {
    return switch (amounts) {
      case NO_TAX -> new BigDecimal("0.00");
      case EXCLUSIVE -> amount.multiply(rate).divide(HUNDRED, 2, RoundingMode.HALF_UP);
      case INCLUSIVE -> amount.multiply(rate).divide(HUNDRED.add(rate), 2, RoundingMode.HALF_UP);
    };
  }
}
