package dev.tandem.simulator.accounting.where;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/** Types that an expression may name, to write a value of theirs or to use what they offer. */
final class Statics {
  private static final Set<String> NAMES = Set.of("guid", "datetime", "string");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private Statics() {}

  static boolean known(String name) {
    return NAMES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** {@code Guid("…")}, {@code DateTime(…)} */
  static Expression written(String type, List<Expression> arguments) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "guid" -> id(text(arguments, "No matching constructor in type 'Guid'"));
      case "datetime" -> DateMembers.written(arguments);
      default -> throw new QueryError("No matching constructor in type 'String'");
    };
  }

  /** {@code DateTime.Parse("…")}, {@code Guid.Parse("…")}, {@code string.IsNullOrEmpty(…)} */
  static Expression call(String type, String method, List<Expression> arguments) {
    String missing = "No applicable method '" + method + "' exists in type '" + title(type) + "'";
    return switch ((type + "." + method).toLowerCase(Locale.ROOT)) {
      case "datetime.parse" -> DateMembers.parsed(text(arguments, missing));
      case "guid.parse" -> id(text(arguments, missing));
      case "string.isnullorempty", "string.isnullorwhitespace" -> {
        if (arguments.size() != 1 || arguments.getFirst().type() != Type.TEXT) {
          throw new QueryError(missing);
        }
        yield Comparison.of(arguments.getFirst(), "==", Expression.literal(Type.TEXT, ""));
      }
      default -> throw new QueryError(missing);
    };
  }

  /** {@code DateTime.Today}, {@code Guid.Empty}, {@code string.Empty} */
  static Expression property(String type, String name, java.time.Instant now) {
    LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    @Nullable Expression found =
        switch ((type + "." + name).toLowerCase(Locale.ROOT)) {
          case "guid.empty" -> id("0".repeat(32));
          case "string.empty" -> Expression.literal(Type.TEXT, "");
          default -> type.equalsIgnoreCase("datetime") ? DateMembers.moment(name, time) : null;
        };
    if (found == null) {
      throw new QueryError(
          "No property or field '" + name + "' exists in type '" + title(type) + "'");
    }
    return found;
  }

  private static Expression id(String written) {
    String digits = written.strip().replaceAll("[-{}()]", "").toLowerCase(Locale.ROOT);
    if (!ID.matcher(digits).matches()) {
      throw new QueryError(
          "Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).");
    }
    String dashed = digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    return Expression.literal(Type.ID, dashed);
  }

  private static String text(List<Expression> arguments, String otherwise) {
    Expression first = arguments.size() == 1 ? arguments.getFirst() : null;
    Object value =
        first != null && first.constant() && first.type() == Type.TEXT
            ? first.value().apply(MissingNode.getInstance())
            : null;
    if (value == null) {
      throw new QueryError(otherwise);
    }
    return value.toString();
  }

  private static String title(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "guid" -> "Guid";
      case "datetime" -> "DateTime";
      default -> "String";
    };
  }
}
