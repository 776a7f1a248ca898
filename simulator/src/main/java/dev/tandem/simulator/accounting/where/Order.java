package dev.tandem.simulator.accounting.where;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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
        Comparator.comparing(onceEach(key), Comparator.nullsFirst(Comparison::compare));
    if (parser.peek().isOneOf("asc ascending")) {
      parser.next();
    } else if (parser.peek().isOneOf("desc descending")) {
      parser.next();
      return order.reversed();
    }
    return order;
  }

  /** A sort looks at each document many times; its key is read once. */
  private static Function<ObjectNode, @Nullable Object> onceEach(Expression key) {
    Map<ObjectNode, Optional<Object>> keys = new IdentityHashMap<>();
    return document ->
        keys.computeIfAbsent(document, each -> Optional.ofNullable(key.value().apply(each)))
            .orElse(null);
  }
}
