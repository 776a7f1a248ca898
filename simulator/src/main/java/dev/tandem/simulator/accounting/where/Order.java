package dev.tandem.simulator.accounting.where;

import java.util.Comparator;
import tools.jackson.databind.node.ObjectNode;

/** Parses an order expression: {@code Field}, {@code Field DESC}, several with commas. */
public final class Order {
  private Order() {}

  public static Comparator<ObjectNode> parse(String expression, Subject subject) {
    Parser parser = new Parser(subject, expression);
    Comparator<ObjectNode> order = one(parser);
    while (parser.peek().is(",")) {
      parser.next();
      order = order.thenComparing(one(parser));
    }
    parser.expectEnd();
    return order;
  }

  private static Comparator<ObjectNode> one(Parser parser) {
    Expression key = Comparison.comparable(parser.any());
    if (key.type() == Type.OBJECT) {
      throw new QueryError("Cannot order by type '" + key.typeName() + "'");
    }
    Comparator<ObjectNode> order =
        Comparator.comparing(
            document -> key.value().apply(document), Comparator.nullsFirst(Comparison::compare));
    if (parser.peek().isOneOf("asc ascending")) {
      parser.next();
    } else if (parser.peek().isOneOf("desc descending")) {
      parser.next();
      return order.reversed();
    }
    return order;
  }
}
