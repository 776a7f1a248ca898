package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.call.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a tax rate's components come to, in per cent with four decimals (Xero: TaxRates). */
final class TaxRateMath {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private TaxRateMath() {}

  /** A compound component is charged on the amount with the others in it. */
  static void add(ObjectNode taxRate) {
    BigDecimal simple = BigDecimal.ZERO;
    BigDecimal compound = BigDecimal.ZERO;
    for (JsonNode component : taxRate.path("TaxComponents")) {
      BigDecimal rate = Fields.amount(component, "Rate");
      if (component.path("IsCompound").asBoolean(false)) {
        compound = compound.add(rate);
      } else {
        simple = simple.add(rate);
      }
    }
    BigDecimal onTop =
        HUNDRED.add(simple).multiply(compound).divide(HUNDRED, 10, RoundingMode.HALF_UP);
    BigDecimal all = scaled(simple.add(onTop));
    taxRate.put("DisplayTaxRate", all).put("EffectiveRate", all);
  }

  static BigDecimal scaled(BigDecimal rate) {
    return rate.setScale(4, RoundingMode.HALF_UP);
  }
}
