package dev.tandem.simulator.accounting.where;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.MissingNode;

/** What may be asked of a date, and how one is written. */
final class DateMembers {
  private static final Map<String, ChronoUnit> STEPS =
      Map.of(
          "addyears", ChronoUnit.YEARS,
          "addmonths", ChronoUnit.MONTHS,
          "adddays", ChronoUnit.DAYS,
          "addhours", ChronoUnit.HOURS,
          "addminutes", ChronoUnit.MINUTES,
          "addseconds", ChronoUnit.SECONDS);

  private static final Map<String, ChronoField> PARTS =
      Map.of(
          "year", ChronoField.YEAR,
          "month", ChronoField.MONTH_OF_YEAR,
          "day", ChronoField.DAY_OF_MONTH,
          "hour", ChronoField.HOUR_OF_DAY,
          "minute", ChronoField.MINUTE_OF_HOUR,
          "second", ChronoField.SECOND_OF_MINUTE);

  private DateMembers() {}

  static @Nullable Expression property(Expression of, String name) {
    if (name.equals("date")) {
      return of.then(Type.DATE, time -> time.toString().substring(0, 10) + "T00:00:00.000Z");
    }
    ChronoField part = PARTS.get(name);
    return part == null
        ? null
        : of.then(Type.INTEGER, time -> BigDecimal.valueOf(Moments.time(time).get(part)));
  }

  static @Nullable Expression call(Expression on, String method, Expression argument) {
    ChronoUnit step = STEPS.get(method);
    if (step == null || !argument.type().numeric()) {
      return null;
    }
    return Expression.of(
        Type.DATE,
        on,
        argument,
        (from, by) ->
            from instanceof String && by instanceof BigDecimal many
                ? moved(from, many, step)
                : null);
  }

  private static String moved(Object from, BigDecimal many, ChronoUnit step) {
    try {
      return Moments.sortable(Moments.time(from).plus(many.longValue(), step));
    } catch (DateTimeException | ArithmeticException tooFar) {
      throw impossible();
    }
  }

  /** {@code DateTime(2026, 11, 20)}, perhaps with hour, minute and second. */
  static Expression written(List<Expression> arguments) {
    int count = arguments.size();
    if (count != 3 && count != 6 && count != 7) {
      throw new QueryError("No matching constructor in type 'DateTime'");
    }
    int[] parts = new int[7];
    for (int i = 0; i < count; i++) {
      parts[i] = whole(arguments.get(i));
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
      return Expression.literal(
          Type.DATE, Moments.sortable(time.plus(parts[6], ChronoUnit.MILLIS)));
    } catch (DateTimeException wrong) {
      throw impossible();
    }
  }

  private static int whole(Expression part) {
    Object value = part.constant() ? part.value().apply(MissingNode.getInstance()) : null;
    if (part.type() != Type.INTEGER || !(value instanceof BigDecimal number)) {
      throw new QueryError("No matching constructor in type 'DateTime'");
    }
    return number.intValue();
  }

  private static QueryError impossible() {
    return new QueryError("Year, Month, and Day parameters describe an un-representable DateTime.");
  }

  /** {@code DateTime.Parse("2026-11-20")} */
  static Expression parsed(String text) {
    return Moments.read(text)
        .map(moment -> Moments.sortable(LocalDateTime.ofInstant(moment, java.time.ZoneOffset.UTC)))
        .map(sortable -> Expression.literal(Type.DATE, sortable))
        .orElseThrow(() -> new QueryError("String was not recognized as a valid DateTime."));
  }

  /** {@code DateTime.Now} and its like, all of them UTC. */
  static @Nullable Expression moment(String name, LocalDateTime now) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "now", "utcnow" -> Expression.literal(Type.DATE, Moments.sortable(now));
      case "today" ->
          Expression.literal(Type.DATE, Moments.sortable(now.truncatedTo(ChronoUnit.DAYS)));
      default -> null;
    };
  }
}
