package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tax rates with which a region's organisations begin. */
final class TaxRateSeeds {
  private TaxRateSeeds() {}

  static ObjectNode of(JsonNode row, String moment) {
    BigDecimal rate = row.path("Rate").decimalValue();
    String use = row.path("Use").asString("");
    ObjectNode taxRate =
        Json.object()
            .put("Name", row.path("Name").asString())
            .put("TaxType", row.path("TaxType").asString())
            .put("ReportTaxType", row.path("ReportTaxType").asString())
            .put("CanApplyToAssets", use.contains("A"))
            .put("CanApplyToEquity", use.contains("Q"))
            .put("CanApplyToExpenses", use.contains("E"))
            .put("CanApplyToLiabilities", use.contains("L"))
            .put("CanApplyToRevenue", use.contains("R"))
            .put("Status", "ACTIVE")
            .put("_system", true)
            .put("UpdatedDateUTC", moment);
    String component = row.path("Component").asString();
    component(taxRate, component, rate);
    if (row.path("Reverse").asBoolean(false)) {
      // Owed and claimed at once: it is shown with its rate, and comes to nothing.
      component(taxRate, component, rate.negate());
    }
    TaxRateMath.add(taxRate);
    return taxRate.put("DisplayTaxRate", TaxRateMath.scaled(rate));
  }

  private static void component(ObjectNode taxRate, String name, BigDecimal rate) {
    taxRate
        .withArray("TaxComponents")
        .addObject()
        .put("Name", name)
        .put("Rate", TaxRateMath.scaled(rate))
        .put("IsCompound", false)
        .put("IsNonRecoverable", false);
  }
}
