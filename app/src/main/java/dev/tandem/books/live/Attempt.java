package dev.tandem.books.live;

import dev.tandem.books.ledger.Trial;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * What is written to an organisation to try it out. The prices are those of Xero's own sample of
 * tax that is rounded line by line: at 15 % the lines' taxes add up to a cent less than the tax of
 * their sum.
 *
 * @param marker by which client and draft are found again, and nobody takes them for real
 * @param percent of the tax
 */
record Attempt(String marker, LocalDate date, BigDecimal percent, List<Trial.Line> lines) {

  static final BigDecimal[] PRICES = {
    new BigDecimal("25.06"), new BigDecimal("25.61"), new BigDecimal("25.63")
  };

  String clientName() {
    return "Tandem check " + marker;
  }

  String number() {
    return "TANDEM-CHECK-" + marker;
  }

  BigDecimal subTotal() {
    return lines.stream().map(Attempt::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal tax() {
    return lines.stream()
        .map(it -> amount(it).multiply(percent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal total() {
    return subTotal().add(tax());
  }

  private static BigDecimal amount(Trial.Line it) {
    return it.price().multiply(it.quantity()).setScale(2, RoundingMode.HALF_UP);
  }
}
