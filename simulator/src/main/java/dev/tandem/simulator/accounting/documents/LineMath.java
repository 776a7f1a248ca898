package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The arithmetic of one line: everything is rounded per line to two decimals, then added up. */
final class LineMath {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final BigDecimal LARGEST = new BigDecimal("9999999999.99");

  private final Ledger ledger;
  private final RoundingMode halves;
  private final int unitDecimals;

  LineMath(Ledger ledger, RoundingMode halves, int unitDecimals) {
    this.ledger = ledger;
    this.halves = halves;
    this.unitDecimals = unitDecimals;
  }

  void compute(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    copyNumbers(given, line);
    if (!priced(line)) {
      line.put("LineAmount", zero()).put("TaxAmount", zero());
      return;
    }
    BigDecimal amount = amount(line);
    Optional<BigDecimal> claimed = Fields.number(given, "LineAmount").map(this::cents);
    problems.errorIf(
        claimed.isPresent() && claimed.get().compareTo(amount) != 0,
        "The line total "
            + claimed.orElse(amount).toPlainString()
            + " does not match the expected line total "
            + amount.toPlainString());
    problems.errorIf(amount.abs().compareTo(LARGEST) > 0, "The line amount is too large");
    line.put("LineAmount", amount);
    line.put("TaxAmount", tax(given, line, document, amount));
  }

  private void copyNumbers(ObjectNode given, ObjectNode line) {
    Fields.number(given, "Quantity")
        .ifPresent(value -> line.put("Quantity", value.setScale(4, halves)));
    Fields.number(given, "UnitAmount")
        .ifPresent(value -> line.put("UnitAmount", value.setScale(unitDecimals, halves)));
    Fields.number(given, "DiscountRate").ifPresent(value -> line.put("DiscountRate", value));
    Fields.number(given, "DiscountAmount")
        .ifPresent(value -> line.put("DiscountAmount", cents(value)));
    if (line.path("UnitAmount").isNumber() && !line.path("Quantity").isNumber()) {
      line.put("Quantity", new BigDecimal("1.0000"));
    }
    Optional<BigDecimal> amount = Fields.number(given, "LineAmount");
    if (amount.isPresent() && !line.path("UnitAmount").isNumber()) {
      unitFromAmount(line, amount.get());
    }
  }

  private void unitFromAmount(ObjectNode line, BigDecimal amount) {
    if (!line.path("Quantity").isNumber()) {
      line.put("Quantity", new BigDecimal("1.0000"));
    }
    BigDecimal quantity = Fields.amount(line, "Quantity");
    if (quantity.signum() != 0) {
      line.put("UnitAmount", amount.divide(quantity, unitDecimals, halves));
    }
  }

  static boolean priced(ObjectNode line) {
    return line.path("Quantity").isNumber() && line.path("UnitAmount").isNumber();
  }

  private BigDecimal amount(ObjectNode line) {
    BigDecimal full = gross(line);
    if (line.path("DiscountRate").isNumber()) {
      full =
          full.multiply(HUNDRED.subtract(Fields.amount(line, "DiscountRate")))
              .divide(HUNDRED, 10, RoundingMode.HALF_UP);
    } else if (line.path("DiscountAmount").isNumber()) {
      full = full.subtract(Fields.amount(line, "DiscountAmount"));
    }
    return cents(full);
  }

  static BigDecimal gross(ObjectNode line) {
    return Fields.amount(line, "Quantity").multiply(Fields.amount(line, "UnitAmount"));
  }

  /** A tax amount sent along overrides ours, as in Xero. */
  private BigDecimal tax(
      ObjectNode given, ObjectNode line, ObjectNode document, BigDecimal amount) {
    String mode = document.path("LineAmountTypes").asString("");
    if (mode.equals("NoTax")) {
      return zero();
    }
    Optional<BigDecimal> override = Fields.number(given, "TaxAmount");
    return override.isPresent() ? cents(override.get()) : cents(tax(amount, rate(line), mode));
  }

  private static BigDecimal tax(BigDecimal amount, BigDecimal rate, String mode) {
    BigDecimal base = mode.equals("Inclusive") ? HUNDRED.add(rate) : HUNDRED;
    return amount.multiply(rate).divide(base, 10, RoundingMode.HALF_UP);
  }

  private BigDecimal rate(ObjectNode line) {
    return ledger
        .find(Kind.TAX_RATE, "type", Indexes.key(line.path("TaxType").asString("")))
        .findFirst()
        .map(rate -> Fields.amount(rate, "EffectiveRate"))
        .orElse(BigDecimal.ZERO);
  }

  private BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, halves);
  }

  private static BigDecimal zero() {
    return new BigDecimal("0.00");
  }
}
