package dev.tandem.simulator.accounting.settings;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The parts of a tax rate, in per cent with at most four decimals. */
final class TaxComponents {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private TaxComponents() {}

  static void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    ArrayNode list = next.putArray("TaxComponents");
    Set<String> names = new HashSet<>();
    for (JsonNode each : sent.path("TaxComponents")) {
      if (each instanceof ObjectNode given) {
        ObjectNode component = component(given, problems);
        list.add(component);
        problems.errorIf(
            !names.add(Indexes.key(component.path("Name").asString(""))),
            "Tax component names must be unique");
      }
    }
    long compound =
        list.valueStream().filter(each -> each.path("IsCompound").asBoolean(false)).count();
    problems.errorIf(compound > 1, "Only one tax component can be compound");
  }

  private static ObjectNode component(ObjectNode given, Problems problems) {
    ObjectNode component = given.objectNode().put("Name", "");
    Fields.copyText(given, component, "Name", 50, problems);
    problems.errorIf(
        component.path("Name").asString("").isEmpty(), "Tax component name must be specified");
    BigDecimal rate = Fields.number(given, "Rate").orElse(BigDecimal.ZERO);
    problems.errorIf(!given.has("Rate"), "Tax component rate must be specified");
    problems.errorIf(
        rate.signum() < 0 || rate.compareTo(HUNDRED) > 0,
        "Tax component rate must be between 0 and 100");
    return component
        .put("Rate", TaxRateMath.scaled(rate))
        .put("IsCompound", Fields.flag(given, "IsCompound").orElse(false))
        .put("IsNonRecoverable", Fields.flag(given, "IsNonRecoverable").orElse(false));
  }

  /** All that is there must be sent again; some may be added, none renamed or left out. */
  static void change(ObjectNode sent, ObjectNode next, Problems problems) {
    JsonNode before = next.path("TaxComponents").deepCopy();
    copy(sent, next, problems);
    Set<String> names = new HashSet<>();
    next.path("TaxComponents")
        .forEach(each -> names.add(Indexes.key(each.path("Name").asString())));
    before.forEach(
        each ->
            problems.errorIf(
                !names.contains(Indexes.key(each.path("Name").asString(""))),
                "All existing tax components must be supplied, they cannot be renamed or"
                    + " removed"));
  }
}
