package dev.tandem.simulator.accounting.where;

import dev.tandem.simulator.accounting.books.Text;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What may be asked of a text. */
final class TextMembers {
  private TextMembers() {}

  static @Nullable Expression property(Expression of, String name) {
    return name.equals("length")
        ? of.then(Type.INTEGER, text -> BigDecimal.valueOf(text.toString().length()))
        : null;
  }

  static @Nullable Expression call(Expression on, String method) {
    return switch (method) {
      case "tolower", "tolowerinvariant" ->
          on.then(Type.TEXT, text -> text.toString().toLowerCase(Locale.ROOT));
      case "toupper", "toupperinvariant" ->
          on.then(Type.TEXT, text -> text.toString().toUpperCase(Locale.ROOT));
      case "trim" -> on.then(Type.TEXT, text -> text.toString().strip());
      default -> null;
    };
  }

  /** Without regard to case and accents. */
  static @Nullable Expression call(Expression on, String method, Expression argument) {
    return switch (method) {
      case "contains" -> test(on, argument, String::contains);
      case "startswith" -> test(on, argument, String::startsWith);
      case "endswith" -> test(on, argument, String::endsWith);
      default -> null;
    };
  }

  /** What has no value contains nothing. */
  private static @Nullable Expression test(
      Expression on, Expression argument, BiPredicate<String, String> test) {
    if (argument.type() != Type.TEXT) {
      return null;
    }
    Expression part = argument.then(Type.TEXT, text -> Text.fold(text.toString()));
    return Expression.of(
        Type.FLAG,
        on,
        part,
        (text, wanted) ->
            text != null
                && wanted != null
                && test.test(Text.fold(text.toString()), wanted.toString()));
  }
}
