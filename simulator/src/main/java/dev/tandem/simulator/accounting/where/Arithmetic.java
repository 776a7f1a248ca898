package dev.tandem.simulator.accounting.where;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Sums, products and the joining of conditions. */
final class Arithmetic {
  private Arithmetic() {}

  static Expression of(Expression left, String sign, Expression right) {
    if (sign.equals("+") && left.type() == Type.TEXT && right.type() == Type.TEXT) {
      return Expression.of(Type.TEXT, left, right, (one, other) -> said(one) + said(other));
    }
    if (!left.type().numeric() || !right.type().numeric()) {
      throw QueryError.operands(sign, left, right);
    }
    return Expression.of(
        Type.NUMBER,
        left,
        right,
        (one, other) ->
            one instanceof BigDecimal first && other instanceof BigDecimal second
                ? computed(first, sign, second)
                : null);
  }

  private static String said(@Nullable Object text) {
    return text == null ? "" : text.toString();
  }

  private static @Nullable BigDecimal computed(BigDecimal one, String sign, BigDecimal other) {
    boolean divides = "/ % mod".contains(sign);
    if (divides && other.signum() == 0) {
      return null;
    }
    return switch (sign) {
      case "+" -> one.add(other);
      case "-" -> one.subtract(other);
      case "*" -> one.multiply(other, MathContext.DECIMAL128);
      case "/" -> one.divide(other, MathContext.DECIMAL128);
      default -> one.remainder(other, MathContext.DECIMAL128);
    };
  }

  static Expression negative(String sign, Expression one) {
    if (!one.type().numeric()) {
      throw QueryError.operand(sign, one);
    }
    return one.then(one.type(), number -> ((BigDecimal) number).negate());
  }

  static Expression not(String sign, Expression one) {
    if (one.type() != Type.FLAG) {
      throw QueryError.operand(sign, one);
    }
    return Expression.of(Type.FLAG, one, one, (flag, same) -> !Boolean.TRUE.equals(flag));
  }

  static Expression both(Expression left, String sign, Expression right) {
    requireFlags(left, sign, right);
    return Expression.of(Type.FLAG, left, right, (one, other) -> yes(one) && yes(other));
  }

  static Expression either(Expression left, String sign, Expression right) {
    requireFlags(left, sign, right);
    return Expression.of(Type.FLAG, left, right, (one, other) -> yes(one) || yes(other));
  }

  private static boolean yes(@Nullable Object flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static void requireFlags(Expression left, String sign, Expression right) {
    if (left.type() != Type.FLAG || right.type() != Type.FLAG) {
      throw QueryError.operands(sign, left, right);
    }
  }
}
