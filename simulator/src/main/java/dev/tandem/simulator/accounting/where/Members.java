package dev.tandem.simulator.accounting.where;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands behind a dot. */
final class Members {
  private Members() {}

  static Expression property(Subject subject, Expression of, String name) {
    @Nullable Expression found =
        of.type() == Type.OBJECT
            ? subject.member(of, name)
            : ofValue(of, name.toLowerCase(Locale.ROOT));
    if (found == null) {
      throw QueryError.noMember(name, of);
    }
    return found;
  }

  private static @Nullable Expression ofValue(Expression of, String name) {
    if (of.optional() && name.equals("value")) {
      return of.required();
    }
    if (of.optional() && name.equals("hasvalue")) {
      return Comparison.of(of, "!=", Expression.literal(Type.NULL, null));
    }
    return switch (of.type()) {
      case TEXT -> TextMembers.property(of, name);
      case DATE -> DateMembers.property(of, name);
      default -> null;
    };
  }

  static Expression call(Expression on, String name, List<Expression> arguments) {
    String method = name.toLowerCase(Locale.ROOT);
    @Nullable Expression result =
        switch (arguments.size()) {
          case 0 -> plain(on, method);
          case 1 -> with(on, method, arguments.getFirst());
          default -> null;
        };
    if (result == null) {
      throw QueryError.noMethod(name, on);
    }
    return result;
  }

  private static @Nullable Expression plain(Expression on, String method) {
    if (method.equals("tostring") && on.type() != Type.OBJECT) {
      return on.then(Type.TEXT, Object::toString);
    }
    return on.type() == Type.TEXT ? TextMembers.call(on, method) : null;
  }

  private static @Nullable Expression with(Expression on, String method, Expression argument) {
    if (method.equals("equals") && on.type() != Type.OBJECT) {
      return Comparison.of(on, "==", argument);
    }
    return switch (on.type()) {
      case TEXT -> TextMembers.call(on, method, argument);
      case DATE -> DateMembers.call(on, method, argument);
      default -> null;
    };
  }
}
