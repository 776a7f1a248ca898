package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The discount of a line, in per cent or as an amount. Xero: on sales invoices only. */
final class LineDiscount {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final RoundingMode halves;

  LineDiscount(RoundingMode halves) {
    this.halves = halves;
  }

  void copy(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    Optional<BigDecimal> rate = Fields.number(given, "DiscountRate");
    Optional<BigDecimal> amount = Fields.number(given, "DiscountAmount");
    boolean discounted =
        DocumentType.named(document.path("Type").asString(""))
            .map(DocumentType::discounted)
            .orElse(false);
    if (!discounted) {
      boolean any =
          rate.orElse(BigDecimal.ZERO).signum() != 0
              || amount.orElse(BigDecimal.ZERO).signum() != 0;
      problems.errorIf(any, "Discounts are only supported on sales invoices");
      return;
    }
    take(rate, amount, line, problems);
    check(line, problems);
  }

  private void take(
      Optional<BigDecimal> rate, Optional<BigDecimal> amount, ObjectNode line, Problems problems) {
    if (rate.isPresent()) {
      line.put("DiscountRate", rate.get()).remove("DiscountAmount");
      boolean contradicted =
          amount.isPresent()
              && amount.get().signum() != 0
              && cents(amount.get()).compareTo(cents(share(line))) != 0;
      problems.errorIf(
          contradicted, "A line can have a DiscountRate or a DiscountAmount, but not both");
    } else {
      amount.ifPresent(value -> line.put("DiscountAmount", cents(value)).remove("DiscountRate"));
    }
  }

  private static void check(ObjectNode line, Problems problems) {
    BigDecimal rate = Fields.amount(line, "DiscountRate");
    problems.errorIf(
        rate.signum() < 0 || rate.compareTo(HUNDRED) > 0,
        "The discount rate '"
            + two(rate)
            + "' is invalid. Discount must be between 0.00 and 100.00.");
    if (line.path("DiscountAmount").isNumber() && LineMath.priced(line)) {
      BigDecimal amount = Fields.amount(line, "DiscountAmount");
      problems.errorIf(
          amount.signum() < 0 || amount.compareTo(LineMath.gross(line)) > 0,
          "The discount rate '"
              + two(amount)
              + "' is invalid. Discount must not be greater than the line total.");
    }
  }

  private static String two(BigDecimal number) {
    return number.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Quantity × UnitAmount without the discount, two decimals. */
  static BigDecimal amount(ObjectNode line, RoundingMode halves) {
    BigDecimal gross = LineMath.gross(line);
    BigDecimal off =
        line.path("DiscountRate").isNumber() ? share(line) : Fields.amount(line, "DiscountAmount");
    return gross.subtract(off).setScale(2, halves);
  }

  private static BigDecimal share(ObjectNode line) {
    return LineMath.gross(line)
        .multiply(Fields.amount(line, "DiscountRate"))
        .divide(HUNDRED, 10, RoundingMode.HALF_UP);
  }

  private BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, halves);
  }
}
