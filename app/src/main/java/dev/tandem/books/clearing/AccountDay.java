package dev.tandem.books.clearing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An account on one day, as the ledger had it when it was read: what is booked later with that day
 * does not show.
 *
 * @param received zero or more, like what was spent
 * @param closing what was left; zero of an account that has come to rest
 * @param whole whether the day was over when it was read
 */
public record AccountDay(
    LocalDate day,
    BigDecimal opening,
    BigDecimal received,
    BigDecimal spent,
    BigDecimal closing,
    Instant readAt,
    boolean whole) {

  public boolean atRest() {
    return closing.signum() == 0;
  }
}
