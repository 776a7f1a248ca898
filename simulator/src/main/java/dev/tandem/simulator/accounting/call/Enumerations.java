package dev.tandem.simulator.accounting.call;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Texts out of a fixed set, which Xero reads in any case and always writes in one. */
final class Enumerations {
  private static final Set<String> IN_CAPITALS =
      Set.of(
          "Type",
          "Status",
          "ContactStatus",
          "AddressType",
          "PhoneType",
          "CurrencyCode",
          "DefaultCurrency",
          "ReportTaxType",
          "Unit",
          "DueDateType");

  private static final List<String> LINE_AMOUNT_TYPES = List.of("Exclusive", "Inclusive", "NoTax");

  private Enumerations() {}

  /** The text as Xero writes it, if the property holds one of these; others stay as they are. */
  static JsonNode canonical(String property, JsonNode sent) {
    if (!sent.isString()) {
      return sent;
    }
    String text = sent.asString().strip();
    if (IN_CAPITALS.contains(property)) {
      return StringNode.valueOf(text.toUpperCase(Locale.ROOT));
    }
    return property.equals("LineAmountTypes")
        ? LINE_AMOUNT_TYPES.stream()
            .filter(text::equalsIgnoreCase)
            .findFirst()
            .<JsonNode>map(StringNode::valueOf)
            .orElse(sent)
        : sent;
  }
}
