package dev.tandem.simulator.accounting.where;

import dev.tandem.simulator.accounting.books.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One field held against one value. Text compares without regard to case and accents. */
final class Comparison {
  private Comparison() {}

  static Predicate<ObjectNode> of(Field field, String sign, @Nullable Object value) {
    if (value == null || value.equals("")) {
      return againstNull(field, sign);
    }
    IntPredicate wanted = wanted(sign);
    boolean unequal = sign.equals("!=") || sign.equals("<>");
    Comparable<?> expected = expected(field, value);
    return document -> {
      JsonNode node = field.reader().apply(document);
      if (absent(node)) {
        return unequal;
      }
      return wanted.test(compare(actual(field, node), expected));
    };
  }

  static Predicate<ObjectNode> textMethod(Field field, String method, String argument) {
    String key = Text.key(argument);
    Predicate<String> test =
        switch (method) {
          case "contains" -> text -> text.contains(key);
          case "startswith" -> text -> text.startsWith(key);
          case "endswith" -> text -> text.endsWith(key);
          default -> throw new QueryError("No applicable method '" + method + "' exists");
        };
    return document -> test.test(Text.key(field.reader().apply(document).asString("")));
  }

  private static Predicate<ObjectNode> againstNull(Field field, String sign) {
    return switch (sign) {
      case "=", "==" -> document -> absent(field.reader().apply(document));
      case "!=", "<>" -> document -> !absent(field.reader().apply(document));
      default -> throw new QueryError("null can only be tested for equality");
    };
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isString() && node.asString().isEmpty());
  }

  private static IntPredicate wanted(String sign) {
    return switch (sign) {
      case "=", "==" -> order -> order == 0;
      case "!=", "<>" -> order -> order != 0;
      case "<" -> order -> order < 0;
      case "<=" -> order -> order <= 0;
      case ">" -> order -> order > 0;
      case ">=" -> order -> order >= 0;
      default -> throw new QueryError("An operator was expected near '" + sign + "'");
    };
  }

  private static Comparable<?> expected(Field field, Object value) {
    return switch (field.type()) {
      case NUMBER -> require(value, BigDecimal.class, field);
      case FLAG -> require(value, Boolean.class, field);
      case GUID -> require(value, String.class, field).toLowerCase(Locale.ROOT);
      case TEXT -> Text.key(require(value, String.class, field));
      case DATE -> moment(value, field);
    };
  }

  private static String moment(Object value, Field field) {
    if (value instanceof LocalDate day) {
      return day + "T00:00:00.000Z";
    }
    if (value instanceof LocalDateTime time) {
      return "%sT%02d:%02d:%02d.000Z"
          .formatted(time.toLocalDate(), time.getHour(), time.getMinute(), time.getSecond());
    }
    throw mismatch(field);
  }

  private static <T> T require(Object value, Class<T> type, Field field) {
    if (!type.isInstance(value)) {
      throw mismatch(field);
    }
    return type.cast(value);
  }

  private static QueryError mismatch(Field field) {
    return new QueryError("Operator is incompatible with the type of '" + field.name() + "'");
  }

  static Comparable<?> actual(Field field, JsonNode node) {
    return switch (field.type()) {
      case NUMBER -> node.decimalValue();
      case FLAG -> node.asBoolean(false);
      case GUID -> node.asString("").toLowerCase(Locale.ROOT);
      case TEXT -> Text.key(node.asString(""));
      case DATE ->
          node.asString("").length() == 10 ? node.asString() + "T00:00:00.000Z" : node.asString("");
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Comparable one, Comparable other) {
    return one.compareTo(other);
  }
}
