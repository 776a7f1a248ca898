package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
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

  /** In a stored line: what it amounted to when a client set its tax. */
  private static final String TAX_SET_FOR = "_taxSetFor";

  private final Ledger ledger;
  private final Switches switches;
  private final RoundingMode halves;
  private final int unitDecimals;

  LineMath(Ledger ledger, Switches switches, int unitDecimals) {
    this.ledger = ledger;
    this.switches = switches;
    this.halves = switches.halves();
    this.unitDecimals = unitDecimals;
  }

  void compute(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    copyNumbers(given, line);
    new LineDiscount(halves).copy(given, line, document, problems);
    if (!priced(line)) {
      line.put("LineAmount", zero()).put("TaxAmount", zero());
      return;
    }
    BigDecimal amount = LineDiscount.amount(line, halves);
    Optional<BigDecimal> claimed = Fields.number(given, "LineAmount").map(this::cents);
    problems.errorIf(
        claimed.isPresent() && claimed.get().compareTo(amount) != 0,
        "The line total "
            + claimed.orElse(amount).toPlainString()
            + " does not match the expected line total "
            + amount.toPlainString());
    problems.errorIf(amount.abs().compareTo(LARGEST) > 0, "The line amount is too large");
    line.put("LineAmount", amount);
    tax(given, line, document, problems);
  }

  private void copyNumbers(ObjectNode given, ObjectNode line) {
    Fields.number(given, "Quantity")
        .ifPresent(value -> line.put("Quantity", value.setScale(4, halves)));
    Fields.number(given, "UnitAmount")
        .ifPresent(value -> line.put("UnitAmount", value.setScale(unitDecimals, halves)));
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

  static BigDecimal gross(ObjectNode line) {
    return Fields.amount(line, "Quantity").multiply(Fields.amount(line, "UnitAmount"));
  }

  /** A tax amount sent along overrides ours, for as long as the line amounts to the same. */
  private void tax(ObjectNode given, ObjectNode line, ObjectNode document, Problems problems) {
    BigDecimal computed = computedTax(line, document);
    Optional<BigDecimal> override = Fields.number(given, "TaxAmount").map(this::cents);
    String amounts = amounts(line, document);
    if (document.path("LineAmountTypes").asString("").equals("NoTax")) {
      line.put("TaxAmount", zero()).remove(TAX_SET_FOR);
    } else if (override.isPresent() && override.get().compareTo(computed) != 0) {
      bound(override.get(), line, problems);
      line.put("TaxAmount", override.get()).put(TAX_SET_FOR, amounts);
    } else if (override.isPresent() || !line.path(TAX_SET_FOR).asString("").equals(amounts)) {
      line.put("TaxAmount", computed).remove(TAX_SET_FOR);
    }
  }

  private void bound(BigDecimal tax, ObjectNode line, Problems problems) {
    problems.errorIf(
        switches.is(Switch.TAX_WITHIN_UNIT_AMOUNT)
            && tax.abs().compareTo(Fields.amount(line, "UnitAmount").abs()) > 0,
        "The TaxAmount cannot exceed the UnitAmount");
  }

  private static String amounts(ObjectNode line, ObjectNode document) {
    return Fields.amount(line, "LineAmount").toPlainString()
        + " "
        + line.path("TaxType").asString("")
        + " "
        + document.path("LineAmountTypes").asString("");
  }

  /** The tax that belongs to the line's amount and tax type. */
  private BigDecimal computedTax(ObjectNode line, ObjectNode document) {
    BigDecimal rate = rate(line);
    boolean inclusive = document.path("LineAmountTypes").asString("").equals("Inclusive");
    BigDecimal base = inclusive ? HUNDRED.add(rate) : HUNDRED;
    BigDecimal amount = Fields.amount(line, "LineAmount");
    return cents(amount.multiply(rate).divide(base, 10, RoundingMode.HALF_UP));
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
