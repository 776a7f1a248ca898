package dev.tandem.simulator.accounting.where;

import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** A where expression as a test of stored documents. */
public final class Where {
  private Where() {}

  public static Predicate<ObjectNode> parse(String expression, Subject subject) {
    Parser parser = new Parser(subject, expression);
    Expression condition = parser.any();
    parser.expectEnd();
    if (condition.type() != Type.FLAG) {
      throw new QueryError("Expression of type 'Boolean' expected");
    }
    return document -> Boolean.TRUE.equals(condition.value().apply(document));
  }
}
