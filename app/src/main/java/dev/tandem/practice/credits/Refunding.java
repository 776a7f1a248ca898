package dev.tandem.practice.credits;

import dev.tandem.practice.billing.PaymentMethod;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How money is given back.
 *
 * @param account the ledger's id or code of the account it comes from; null leaves the choice to
 *     the ledger's mapping
 */
public record Refunding(
    LocalDate date, PaymentMethod method, String reference, @Nullable String account) {

  /**
   * Stands for what is shown before it is done: whoever confirms it sends this along.
   *
   * @param left how much goes back
   */
  public String seen(BigDecimal left) {
    return String.join(
        "/",
        left.toPlainString(),
        date.toString(),
        method.name(),
        account == null ? "" : account,
        reference);
  }

  void check(LocalDate today, Map<String, String> errors) {
    if (date.isAfter(today) || date.getYear() < 1900) {
      errors.put("refundDate", "The day the money goes back: not after today");
    }
    if (reference.length() > 200) {
      errors.put("refundReference", "At most 200 characters");
    }
    if (method == PaymentMethod.LEDGER) {
      errors.put("refundMethod", "How the money goes back");
    }
  }
}
