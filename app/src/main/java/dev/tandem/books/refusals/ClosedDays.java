package dev.tandem.books.refusals;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the last closed day in the words of a refusal: Xero writes it in more than one form. */
final class ClosedDays {

  private static final Pattern DAY =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[- /][A-Za-z]{3,9}[- /]\\d{4}|\\d{1,2}/\\d{1,2}/\\d{4}");

  private static final List<DateTimeFormatter> FORMS =
      List.of(
          DateTimeFormatter.ISO_LOCAL_DATE,
          form("d-MMM-uuuu"),
          form("d-MMMM-uuuu"),
          // Xero: the organisations of custom apps write the day first; the United States do not.
          form("d/M/uuuu"));

  private ClosedDays() {}

  private static DateTimeFormatter form(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  /** The latest that is named; empty if none can be read. */
  static Optional<LocalDate> in(String words) {
    return DAY.matcher(words)
        .results()
        .map(found -> found.group())
        .flatMap(it -> read(it).stream())
        .max(LocalDate::compareTo);
  }

  private static Optional<LocalDate> read(String text) {
    Matcher numbers = Pattern.compile("\\d{1,2}/\\d{1,2}/\\d{4}").matcher(text);
    String even = numbers.matches() ? text : text.replace(' ', '-').replace('/', '-');
    for (DateTimeFormatter it : FORMS) {
      try {
        return Optional.of(LocalDate.parse(even, it));
      } catch (DateTimeException _) {
        // The next form may fit.
      }
    }
    return Optional.empty();
  }
}
