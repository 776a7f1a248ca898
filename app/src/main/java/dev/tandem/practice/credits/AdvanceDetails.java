package dev.tandem.practice.credits;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's money that no invoice owes yet.
 *
 * @param location where it was taken: decides whose bank account gets it
 * @param date the day on which it came in, in the practice's zone
 * @param amount in the practice's currency, 2 decimals, above zero
 */
public record AdvanceDetails(
    ClientId client,
    @Nullable LocationId location,
    LocalDate date,
    BigDecimal amount,
    PaymentMethod method,
    String reference) {

  AdvanceDetails checked(LocalDate today, String currency) {
    var errors = new LinkedHashMap<String, String>();
    if (!Money.keepable(amount) || !Money.payable(amount, currency)) {
      errors.put("amount", wanted(currency));
    }
    if (date.isAfter(today) || date.getYear() < 1900) {
      errors.put("date", "The day on which the money came in: not after today");
    }
    if (reference.length() > 200) {
      errors.put("reference", "At most 200 characters");
    }
    if (method == PaymentMethod.LEDGER) {
      errors.put("method", "How the money came in");
    }
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return this;
  }

  /** What to say of an amount that nobody can hand over. */
  static String wanted(String currency) {
    return Money.coinless(currency)
        ? "A whole amount above 0: " + currency + " has no decimals"
        : "An amount above 0, in whole cents";
  }
}
