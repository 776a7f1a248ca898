package dev.tandem.practice.clients.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of the past as it stands in a cell: three numbers in some order, or with the month's name,
 * or as a spreadsheet's day number.
 */
public final class WrittenDate {

  private static final Pattern TIME =
      Pattern.compile(
          "[t ]\\s*\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?\\s*([ap]\\.?m\\.?)?\\s*(z|utc|[+-]\\d{2}:?\\d{2})?$");
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4})\\s*[-/.\\s]\\s*(\\d{1,2})\\s*[-/.\\s]\\s*(\\d{1,4})\\.?");
  private static final Pattern TOGETHER = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern SERIAL = Pattern.compile("\\d{5}(\\.\\d+)?");
  private static final Pattern DAY_NAME_YEAR =
      Pattern.compile(
          "(\\d{1,2})(?:st|nd|rd|th)?[-/.,\\s]+(?:of\\s+)?([a-z]{3,9})[-/.,\\s]+(\\d{2,4})");
  private static final Pattern NAME_DAY_YEAR =
      Pattern.compile("([a-z]{3,9})[-/.,\\s]+(\\d{1,2})(?:st|nd|rd|th)?[-/.,\\s]+(\\d{2,4})");
  private static final Pattern YEAR_NAME_DAY =
      Pattern.compile("(\\d{4})[-/.,\\s]+([a-z]{3,9})[-/.,\\s]+(\\d{1,2})");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** No date is written longer; patterns on a cell full of blanks would take for ever. */
  private static final int LONGEST = 100;

  /** Spreadsheets count days from here (their leap year 1900 is an old mistake that all kept). */
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

  private WrittenDate() {}

  /**
   * @param thisYear two-digit years after it belong to the century before
   * @return empty if this is no date in that order
   */
  public static Optional<LocalDate> read(String cell, DateOrder order, Year thisYear) {
    String text = withoutTime(cell);
    try {
      return numbers(text)
          .map(parts -> inOrder(parts, order, thisYear))
          .or(() -> named(text, thisYear))
          .or(() -> serial(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** The three numbers of a date, as they stand; empty if it is not written so. */
  static Optional<String[]> numbers(String text) {
    Matcher together = TOGETHER.matcher(text);
    Matcher apart = NUMBERS.matcher(text);
    Matcher found = together.matches() ? together : apart.matches() ? apart : null;
    return found == null
        ? Optional.empty()
        : Optional.of(new String[] {found.group(1), found.group(2), found.group(3)});
  }

  static String withoutTime(String cell) {
    if (cell.length() > LONGEST) {
      return "";
    }
    return TIME.matcher(cell.strip().toLowerCase(Locale.ROOT)).replaceAll("").strip();
  }

  private static LocalDate inOrder(String[] parts, DateOrder order, Year thisYear) {
    // Four digits in front are a year, whatever the rest of the column does.
    if (parts[0].length() == 4) {
      return date(parts[0], number(parts[1]), parts[2], thisYear);
    }
    return switch (order) {
      case DAY_FIRST -> date(parts[2], number(parts[1]), parts[0], thisYear);
      case MONTH_FIRST -> date(parts[2], number(parts[0]), parts[1], thisYear);
      case YEAR_FIRST -> date(parts[0], number(parts[1]), parts[2], thisYear);
    };
  }

  private static Optional<LocalDate> named(String text, Year thisYear) {
    Matcher m = DAY_NAME_YEAR.matcher(text);
    if (m.matches()) {
      return Optional.of(date(m.group(3), month(m.group(2)), m.group(1), thisYear));
    }
    m = NAME_DAY_YEAR.matcher(text);
    if (m.matches()) {
      return Optional.of(date(m.group(3), month(m.group(1)), m.group(2), thisYear));
    }
    m = YEAR_NAME_DAY.matcher(text);
    return m.matches()
        ? Optional.of(date(m.group(1), month(m.group(2)), m.group(3), thisYear))
        : Optional.empty();
  }

  private static Optional<LocalDate> serial(String text) {
    return SERIAL.matcher(text).matches()
        ? Optional.of(DAY_ZERO.plusDays((long) Double.parseDouble(text)))
        : Optional.empty();
  }

  private static LocalDate date(String year, int month, String day, Year thisYear) {
    int full = number(year);
    if (year.length() <= 2) {
      int century = thisYear.getValue() / 100 * 100;
      full += century + full > thisYear.getValue() ? century - 100 : century;
    } else if (year.length() == 3) {
      throw new DateTimeException("A year of three digits");
    }
    return LocalDate.of(full, month, number(day));
  }

  private static int month(String name) {
    int index = MONTHS.indexOf(name.substring(0, 3));
    if (index < 0) {
      throw new DateTimeException("No month of that name");
    }
    return index + 1;
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }
}
