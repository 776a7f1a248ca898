package dev.tandem.xero.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Xero's two ways to write a time: {@code /Date(1518685950940+0000)/} and ISO, with or without an
 * offset.
 */
public final class XeroTime {

  private static final Pattern MILLIS = Pattern.compile("/Date\\((-?\\d+)(?:[+-]\\d{4})?\\)/");

  private XeroTime() {}

  /**
   * An instant; the milliseconds are UTC whatever offset follows, and so is ISO without an offset.
   */
  public static @Nullable Instant instant(String text) {
    if (text.startsWith("/")) {
      Matcher millis = MILLIS.matcher(text);
      if (millis.matches()) return Instant.ofEpochMilli(Long.parseLong(millis.group(1)));
    }
    if (text.isBlank()) return null;
    Instant usual = millisOfUtc(text);
    if (usual != null) return usual;
    int time = text.indexOf('T');
    if (time < 0) return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    return hasOffset(text, time)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /**
   * The usual form, {@code 2017-06-21T01:15:39.902}; null if it is another. By hand: a webhook's
   * hundred events are read before Xero has its answer.
   */
  private static @Nullable Instant millisOfUtc(String text) {
    if (text.length() != 23
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(19) != '.') return null;
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int millis = digits(text, 20, 23);
    if ((year | month | day | hour | minute | second | millis) < 0) return null;
    return LocalDateTime.of(year, month, day, hour, minute, second, millis * 1_000_000)
        .toInstant(ZoneOffset.UTC);
  }

  /** Below zero if there is anything else. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) return -1;
      number = number * 10 + digit;
    }
    return number;
  }

  private static boolean hasOffset(String text, int time) {
    return text.endsWith("Z") || text.indexOf('+', time) > 0 || text.indexOf('-', time) > 0;
  }

  /** A calendar day. Xero sends it as midnight UTC, so it is read in UTC and never moves. */
  public static @Nullable LocalDate date(String text) {
    Instant midnight = instant(text);
    return midnight == null ? null : LocalDate.ofInstant(midnight, ZoneOffset.UTC);
  }

  /**
   * The form of {@code If-Modified-Since}: UTC, whole seconds, rounded down so that nothing is
   * missed.
   */
  static String wholeSecond(Instant time) {
    return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
        time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
  }
}
