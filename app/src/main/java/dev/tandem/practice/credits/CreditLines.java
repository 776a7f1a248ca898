package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineDetails;
import java.math.BigDecimal;

/**
 * Lines of credit notes, made from an invoice's: the account and the tax stay. Xero: a credit note
 * knows no discount, so what a line really came to is its price.
 */
public final class CreditLines {

  private CreditLines() {}

  /** The whole line. */
  public static LineDetails of(InvoiceLine line) {
    LineDetails was = line.details();
    return was.discount() == null
        ? was
        : with(was, was.description(), BigDecimal.ONE, line.amount()).withDiscount(null);
  }

  public static LineDetails with(
      LineDetails was, String description, BigDecimal quantity, BigDecimal unitPrice) {
    return new LineDetails(
        description,
        quantity,
        unitPrice,
        was.accountCode(),
        was.taxType(),
        was.taxRate(),
        was.service(),
        was.itemCode(),
        was.discount(),
        was.tracking());
  }

  /** The same, taken back. */
  static LineDetails negated(LineDetails it) {
    return with(it, it.description(), it.quantity().negate(), it.unitPrice());
  }

  static LineDetails posted(
      String description, BigDecimal amount, String account, String tax, BigDecimal rate) {
    return new LineDetails(description, BigDecimal.ONE, amount, account, tax, rate, null);
  }
}
