package dev.tandem.simulator.accounting.where;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A part of an expression: its type, how refusals name that, and its value for a document. Texts
 * are Strings, ids lower-case Strings, numbers BigDecimals, dates sortable ISO Strings, flags
 * Booleans, objects JsonNodes; null stands for no value.
 */
record Expression(
    Type type, String typeName, boolean constant, Function<JsonNode, @Nullable Object> value) {

  static Expression literal(Type type, @Nullable Object value) {
    return new Expression(type, type.title(), true, document -> value);
  }

  static Expression number(String digits, Type type) {
    if (digits.length() > 30) {
      throw new QueryError("Invalid integer literal '" + digits + "'");
    }
    return literal(type, new BigDecimal(digits));
  }

  /** Made of two values, whether they are there or not. A constant is evaluated once. */
  static Expression of(
      Type type,
      Expression one,
      Expression other,
      BiFunction<@Nullable Object, @Nullable Object, @Nullable Object> make) {
    boolean constant = one.constant && other.constant;
    Function<JsonNode, @Nullable Object> made =
        document -> make.apply(one.value.apply(document), other.value.apply(document));
    return new Expression(type, type.title(), constant, made).folded();
  }

  /** Made of this one's value, and without a value where this has none. */
  Expression then(Type type, Function<Object, @Nullable Object> change) {
    Function<JsonNode, @Nullable Object> changed =
        document -> {
          Object before = value.apply(document);
          return before == null ? null : change.apply(before);
        };
    return new Expression(type, type.title(), constant, changed).folded();
  }

  private Expression folded() {
    if (!constant) {
      return this;
    }
    Object fixed = value.apply(MissingNode.getInstance());
    return new Expression(type, typeName, true, document -> fixed);
  }

  boolean optional() {
    return typeName.endsWith("?");
  }

  /** The same value, known to be there. */
  Expression required() {
    return new Expression(type, type.title(), constant, value);
  }
}
