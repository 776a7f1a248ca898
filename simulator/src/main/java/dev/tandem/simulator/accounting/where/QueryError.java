package dev.tandem.simulator.accounting.where;

/** The expression is not one Xero understands; the message is in Xero's words where known. */
public final class QueryError extends RuntimeException {
  QueryError(String message) {
    super(message, null, false, false);
  }

  static QueryError expressionExpected() {
    return new QueryError("Expression expected");
  }

  static QueryError noMember(String name, Expression of) {
    return new QueryError(
        "No property or field '" + name + "' exists in type '" + of.typeName() + "'");
  }

  static QueryError noMethod(String name, Expression of) {
    return new QueryError(
        "No applicable method '" + name + "' exists in type '" + of.typeName() + "'");
  }

  static QueryError operand(String sign, Expression one) {
    return new QueryError(
        "Operator '" + sign + "' incompatible with operand type '" + one.typeName() + "'");
  }

  static QueryError operands(String sign, Expression one, Expression other) {
    return new QueryError(
        "Operator '%s' incompatible with operand types '%s' and '%s'"
            .formatted(sign, one.typeName(), other.typeName()));
  }
}
