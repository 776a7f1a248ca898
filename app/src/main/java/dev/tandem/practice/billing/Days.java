package dev.tandem.practice.billing;

import java.time.LocalDate;
import java.util.Map;

/** Which days an invoice or a payment may name: a slip in the year is better said than stored. */
final class Days {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2999;

  private Days() {}

  static void check(String field, LocalDate day, Map<String, String> errors) {
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      errors.put(field, "A day of our times: is the year right?");
    }
  }
}
