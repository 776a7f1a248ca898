package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money that is known already and may be the same as what somebody is about to record.
 *
 * @param key stands for it wherever it is answered whether it is the same
 * @param currency of the amount, which has 2 decimals
 * @param reference empty if it has none
 * @param number of the other invoice that it was recorded on; null for the same one, or a deposit
 * @param fromLedger it was recorded over there
 * @param knownAt since when it is known here
 */
public record PaymentTwin(
    String key,
    Place place,
    LocalDate date,
    BigDecimal amount,
    String currency,
    String reference,
    @Nullable String number,
    boolean fromLedger,
    Instant knownAt) {

  /** Where it was recorded. */
  public enum Place {
    /** On the same invoice. */
    HERE,
    /** On another invoice of whoever pays this one. */
    OTHER_INVOICE,
    /** As a deposit that no invoice uses. */
    DEPOSIT
  }

  static PaymentTwin of(PaymentView it, String currency, Place place, @Nullable String number) {
    return new PaymentTwin(
        "payment:" + it.id(),
        place,
        it.date(),
        it.amount(),
        currency,
        it.reference(),
        number,
        it.fromLedger(),
        it.takenAt());
  }
}
