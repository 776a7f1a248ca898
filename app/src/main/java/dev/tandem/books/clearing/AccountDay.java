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
 */
public record AccountDay(
    LocalDate day,
    BigDecimal opening,
    BigDecimal received,
    BigDecimal spent,
    BigDecimal closing,
    Instant readAt) {

  public boolean atRest() {
    return closing.signum() == 0;
  }
}
