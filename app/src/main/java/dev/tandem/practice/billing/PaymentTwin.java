package dev.tandem.practice.billing;

import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
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
 * @param left what is neither used nor given back of a deposit; null of a payment
 * @param like how like it is to what is about to be recorded
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
    Instant knownAt,
    @Nullable BigDecimal left,
    Likeness like) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  /** Where it was recorded. */
  public enum Place {
    /** On the same invoice. */
    HERE,
    /** On another invoice of whoever pays this one. */
    OTHER_INVOICE,
    /** As a deposit that no invoice uses. */
    DEPOSIT
  }

  static PaymentTwin onSame(PaymentView it, String currency, Likeness like) {
    return new PaymentTwin(
        "payment:" + it.id(),
        Place.HERE,
        it.date(),
        it.amount(),
        currency,
        it.reference(),
        null,
        it.fromLedger(),
        it.takenAt(),
        null,
        like);
  }

  /** Of a deposit that no invoice can use any more. */
  public boolean isUsedUp() {
    return left != null && left.signum() == 0;
  }

  /** For people, after how much it was: {@code , 20.00 left}; empty of what is there whole. */
  public String leftWords() {
    if (left == null || left.compareTo(amount) == 0) {
      return "";
    }
    return isUsedUp() ? ", all used" : ", %s left".formatted(Money.figures(left, currency));
  }

  /** For a sentence in a story: {@code the payment of 97.50 AUD of 21 Nov 2026 from the ledger}. */
  public String told() {
    String what = like.isEqual() ? "" : "%s of ".formatted(Money.text(amount, currency));
    String from = fromLedger ? " from the ledger" : "";
    String day = DAY.format(date);
    return switch (place) {
      case HERE -> "the payment of %s%s%s".formatted(what, day, from);
      case OTHER_INVOICE -> "the payment of %s%s on %s%s".formatted(what, day, number, from);
      case DEPOSIT -> "the deposit of %s%s%s".formatted(what, day, from);
    };
  }
}
