package dev.tandem.books.mirror;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a credit note says of itself in the ledger: whose invoice it is for, and why. The bookkeeper
 * sees nothing else of that.
 *
 * @param invoice its number
 */
record CreditWords(String invoice, String reason) {

  /** Xero: as long as a reference may be. */
  private static final int MOST = 255;

  private static final Pattern WRITTEN = Pattern.compile("For (.+?): (.*)", Pattern.DOTALL);

  static Optional<CreditWords> read(String reference) {
    Matcher read = WRITTEN.matcher(reference);
    return read.matches()
        ? Optional.of(new CreditWords(read.group(1), read.group(2)))
        : Optional.empty();
  }

  String text() {
    String text = "For %s: %s".formatted(invoice, reason);
    return text.length() > MOST ? text.substring(0, MOST) : text;
  }
}
