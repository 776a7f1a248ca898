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
  private static final Pattern ENDS_WITH_OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d\\d:\\d\\d)");

  private XeroTime() {}

  /**
   * An instant; the milliseconds are UTC whatever offset follows, and so is ISO without an offset.
   */
  public static @Nullable Instant instant(String text) {
    Matcher millis = MILLIS.matcher(text);
    if (millis.matches()) return Instant.ofEpochMilli(Long.parseLong(millis.group(1)));
    if (text.isBlank()) return null;
    if (!text.contains("T")) return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
    return ENDS_WITH_OFFSET.matcher(text).matches()
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
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
