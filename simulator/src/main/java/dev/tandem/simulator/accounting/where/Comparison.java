package dev.tandem.simulator.accounting.where;

import dev.tandem.simulator.accounting.books.Text;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Two values held against each other. Text compares without regard to case and accents; nothing
 * equals nothing, and is neither more nor less than a value.
 */
final class Comparison {
  static final String SIGNS = "= == != <> < <= > >=";

  private static final Set<String> EQUALITY = Set.of("=", "==", "!=", "<>");

  private Comparison() {}

  static Expression of(Expression left, String sign, Expression right) {
    boolean equality = EQUALITY.contains(sign);
    boolean possible =
        left.type() == Type.NULL || right.type() == Type.NULL
            ? equality
            : comparable(left.type(), right.type()) && (equality || ordered(left.type()));
    if (!possible) {
      throw QueryError.operands(sign, left, right);
    }
    IntPredicate wanted = wanted(sign);
    return Expression.of(
        Type.FLAG,
        comparable(left),
        comparable(right),
        (one, other) ->
            one == null || other == null
                ? equality && wanted.test(one == other ? 0 : 1)
                : wanted.test(compare(one, other)));
  }

  private static boolean comparable(Type one, Type other) {
    return one.numeric() ? other.numeric() : one == other && one != Type.OBJECT;
  }

  private static boolean ordered(Type type) {
    return type.numeric() || type == Type.TEXT || type == Type.DATE;
  }

  /** Text without its case and accents; an empty one is none. */
  static Expression comparable(Expression one) {
    return one.type() == Type.TEXT
        ? one.then(Type.TEXT, text -> text.equals("") ? null : Text.fold(text.toString()))
        : one;
  }

  private static IntPredicate wanted(String sign) {
    return switch (sign) {
      case "=", "==" -> order -> order == 0;
      case "!=", "<>" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      default -> order -> order >= 0;
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Object one, Object other) {
    return ((Comparable) one).compareTo(other);
  }
}
