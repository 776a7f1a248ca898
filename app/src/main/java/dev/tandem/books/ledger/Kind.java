package dev.tandem.books.ledger;

import java.util.Locale;

/**
 * The kinds of record that both sides keep, in the order in which they depend on each other: an
 * invoice needs its client over there, a payment its invoice.
 */
public enum Kind {
  CLIENT,
  INVOICE,
  PAYMENT;

  /** The word used in {@code RecordRef}, tables and addresses. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Kind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
