package dev.tandem.simulator.accounting.where;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses an order expression: {@code Field}, {@code Field DESC}, several with commas. */
public final class Order {
  private Order() {}

  public static Comparator<ObjectNode> parse(String expression, Collection<Field> fields) {
    Comparator<ObjectNode> order = null;
    for (String part : expression.split(",")) {
      Comparator<ObjectNode> next = one(part.strip(), fields);
      order = order == null ? next : order.thenComparing(next);
    }
    if (order == null) {
      throw new QueryError("order names no field");
    }
    return order;
  }

  private static Comparator<ObjectNode> one(String part, Collection<Field> fields) {
    String[] words = part.split("\\s+");
    Field field =
        fields.stream()
            .filter(each -> each.name().equalsIgnoreCase(words[0]))
            .findFirst()
            .orElseThrow(() -> new QueryError("No property or field '" + words[0] + "' exists"));
    Comparator<ObjectNode> order = (one, other) -> compare(field, one, other);
    String direction = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "ASC";
    return switch (direction) {
      case "ASC", "ASCENDING" -> order;
      case "DESC", "DESCENDING" -> order.reversed();
      default -> throw new QueryError("Syntax error near '" + words[1] + "'");
    };
  }

  private static int compare(Field field, ObjectNode one, ObjectNode other) {
    JsonNode first = field.reader().apply(one);
    JsonNode second = field.reader().apply(other);
    if (first.isMissingNode() || second.isMissingNode()) {
      return Boolean.compare(!first.isMissingNode(), !second.isMissingNode());
    }
    return Comparison.compare(Comparison.actual(field, first), Comparison.actual(field, second));
  }
}
