package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.shared.InvalidInput;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a program wants money to go back.
 *
 * @param date today if left out
 * @param method {@code OTHER} if left out
 * @param account the ledger's id or code of the account it comes from; left out, the mapping's
 */
record RefundWish(
    @Nullable LocalDate date,
    @Nullable PaymentMethod method,
    @Nullable String reference,
    @Nullable String account) {

  Refunding refunding(LocalDate today) {
    return new Refunding(
        date == null ? today : date,
        method == null ? PaymentMethod.OTHER : method,
        reference == null ? "" : reference,
        account);
  }

  /**
   * A page names these fields beside others of its own ({@code refundDate}); a program knows them
   * by where it wrote them.
   *
   * @param path {@code refund.}, or empty where nothing else is in the body
   */
  static InvalidInput named(InvalidInput refusal, String path) {
    Map<String, String> errors = new LinkedHashMap<>();
    refusal
        .errors()
        .forEach(
            (field, words) ->
                errors.put(
                    field.startsWith("refund") && field.length() > 6
                        ? path + field.substring(6, 7).toLowerCase(Locale.ROOT) + field.substring(7)
                        : field,
                    words));
    return new InvalidInput(errors);
  }
}
