package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.Refunding;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How what is left of a credit goes back, as typed; kept when it is refused.
 *
 * @param seen what was shown to somebody, as {@link Refunding#seen} says
 */
record RestForm(
    @Nullable LocalDate refundDate,
    @Nullable PaymentMethod refundMethod,
    @Nullable String refundReference,
    @Nullable String refundAccount,
    @Nullable String seen) {

  static RestForm of(LocalDate today, PaymentMethod usual) {
    return new RestForm(today, usual == PaymentMethod.LEDGER ? null : usual, "", "", "");
  }

  Refunding refunding(LocalDate today) {
    return new Refunding(
        refundDate == null ? today : refundDate,
        refundMethod == null ? PaymentMethod.TRANSFER : refundMethod,
        refundReference == null ? "" : refundReference.strip(),
        refundAccount == null || refundAccount.isBlank() ? null : refundAccount);
  }
}
