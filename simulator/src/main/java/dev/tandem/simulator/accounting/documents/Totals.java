package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sums of a document, always derived from its lines and its payments. */
final class Totals {
  private static final Map<String, String> MISMATCH =
      Map.of(
          "Total", "The invoice total does not equal the sum of the lines.",
          "SubTotal", "The document sub total does not equal the sub total of the lines.",
          "TotalTax", "The document tax total does not equal the sum of the line taxes.");

  private Totals() {}

  static void add(ObjectNode document) {
    BigDecimal lines = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    BigDecimal discount = BigDecimal.ZERO;
    for (JsonNode line : document.path("LineItems")) {
      lines = lines.add(Fields.amount(line, "LineAmount"));
      tax = tax.add(Fields.amount(line, "TaxAmount"));
      if (line.path("DiscountRate").isNumber() || line.path("DiscountAmount").isNumber()) {
        discount =
            discount
                .add(LineMath.gross((ObjectNode) line))
                .subtract(Fields.amount(line, "LineAmount"));
      }
    }
    boolean inclusive = document.path("LineAmountTypes").asString("").equals("Inclusive");
    document.put("SubTotal", Fields.cents(inclusive ? lines.subtract(tax) : lines));
    document.put("TotalTax", Fields.cents(tax));
    document.put("Total", Fields.cents(inclusive ? lines : lines.add(tax)));
    if (discount.signum() != 0) {
      document.put("TotalDiscount", Fields.cents(discount));
    } else {
      document.remove("TotalDiscount");
    }
  }

  /** Totals a client sends along must be the ones Xero computes. */
  static void compare(ObjectNode sent, ObjectNode document, Problems problems) {
    for (String name : new String[] {"Total", "SubTotal", "TotalTax"}) {
      Fields.number(sent, name)
          .filter(claimed -> claimed.compareTo(Fields.amount(document, name)) != 0)
          .ifPresent(claimed -> problems.error(MISMATCH.getOrDefault(name, "")));
    }
  }
}
