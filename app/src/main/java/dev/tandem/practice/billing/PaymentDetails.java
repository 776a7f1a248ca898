package dev.tandem.practice.billing;

import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in for an invoice.
 *
 * @param amount in the invoice's currency, 2 decimals, above zero
 * @param accountCode the ledger's account it went to; null leaves the choice to the ledger's
 *     mapping
 */
public record PaymentDetails(
    LocalDate date,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    @Nullable String accountCode) {

  PaymentDetails checked(LocalDate today) {
    var errors = new LinkedHashMap<String, String>();
    if (!Money.keepable(amount)) {
      errors.put(
          "amount",
          "An amount above 0, with at most 2 decimals: the ledger keeps no more in any currency");
    }
    Days.check("date", date, errors);
    if (date.isAfter(today)) {
      errors.put("date", "Money cannot have come in after today");
    }
    if (reference.length() > 200) {
      errors.put("reference", "At most 200 characters");
    }
    if (method == PaymentMethod.LEDGER) {
      errors.put(
          "method", "How the money came in; what the ledger recorded travels here by itself");
    }
    if (accountCode != null && accountCode.length() > 10) {
      errors.put("accountCode", "At most 10 characters");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return this;
  }
}
