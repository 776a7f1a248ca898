package dev.tandem.simulator.accounting.books;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A point on which Xero's behaviour is not documented, or still to come, with the likeliest answer
 * as its default.
 */
public enum Switch {
  HALVES_TO_EVEN(false, "An exact half cent goes to the even neighbour instead of away from zero."),
  DELETED_NUMBERS_ARE_FREE(false, "A new invoice may take the number of a deleted one."),
  DUE_DATE_REQUIRED(
      true, "Approving an invoice needs a DueDate; otherwise it becomes the document's date."),
  ZERO_TOTAL_IS_PAID(true, "An approved invoice of 0.00 is paid at once."),
  PAYMENT_FIRES_INVOICE_EVENT(true, "Paying an invoice sends an INVOICE UPDATE webhook."),
  RECONCILED_IS_FIXED(
      true, "A reconciled bank transaction cannot be edited or deleted until it is unreconciled.");

  private final boolean byDefault;
  private final String sentence;

  Switch(boolean byDefault, String sentence) {
    this.byDefault = byDefault;
    this.sentence = sentence;
  }

  public boolean byDefault() {
    return byDefault;
  }

  /** What is the case while the switch is on. */
  public String sentence() {
    return sentence;
  }

  /** As it is spelt outside Java: {@code due-date-required}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Switch> named(String key) {
    return Stream.of(values()).filter(each -> each.key().equalsIgnoreCase(key.strip())).findFirst();
  }
}
