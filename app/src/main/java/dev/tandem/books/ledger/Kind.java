package dev.tandem.books.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds of record that both sides keep, in the order in which they depend on each other: an
 * invoice needs its client over there, a payment its invoice, a receipt all of its own. An invoice,
 * its payments, the credit notes for it and what these settle or give back are one document; an
 * advance is one of its own.
 */
public enum Kind {
  CLIENT,
  INVOICE,
  CREDIT_NOTE,
  /** A client's money that no invoice owed: a deposit, or what was paid too much. */
  ADVANCE,
  PAYMENT,
  /** A part of a credit note that settles an invoice. */
  ALLOCATION,
  /** Money of a credit note that was given back. */
  REFUND,
  /** Payments of one day that reach the bank as one sum. */
  RECEIPT;

  /** All of them, as an array of SQL in the order in which they go. */
  public static final String IN_ORDER =
      Arrays.stream(values())
          .map(it -> "'" + it.text() + "'")
          .collect(Collectors.joining(", ", "array[", "]"));

  /** Those that every organisation has, and whose changes are read by themselves. */
  public static final List<Kind> USUAL = List.of(CLIENT, INVOICE, PAYMENT);

  /** The word used in {@code RecordRef}, tables and addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people: {@code credit notes}. */
  public String plural() {
    return this == ADVANCE ? "deposits" : name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
  }

  /** Before a count of them, for people: {@code Credit notes}. */
  public String title() {
    String words = this == ALLOCATION ? "used credits" : plural();
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  public static Kind of(String text) {
    return named(text).orElseThrow(() -> new IllegalArgumentException("No kind is called " + text));
  }

  public static Optional<Kind> named(String text) {
    return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
  }

  /** The kind whose readings show it: what a credit note settles is listed with it alone. */
  public Kind shownBy() {
    return switch (this) {
      case ALLOCATION, REFUND -> CREDIT_NOTE;
      case RECEIPT -> PAYMENT;
      default -> this;
    };
  }

  /** Whether the ledger never changes one: it is made and removed. */
  public boolean onlyMadeAndRemoved() {
    return this == PAYMENT
        || this == ADVANCE
        || this == ALLOCATION
        || this == REFUND
        || this == RECEIPT;
  }
}
