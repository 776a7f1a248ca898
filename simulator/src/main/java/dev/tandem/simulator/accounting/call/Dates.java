package dev.tandem.simulator.accounting.call;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Xero's ways of writing dates. Document dates are calendar days, written as midnight UTC. */
public final class Dates {
  private static final Pattern MILLIS = Pattern.compile("/Date\\((-?\\d+)([+-]\\d{4})?\\)/");

  private Dates() {}

  public static String wire(LocalDate day) {
    return wire(day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  public static String wire(Instant moment) {
    return "/Date(" + moment.toEpochMilli() + "+0000)/";
  }

  /** Accepts 2026-11-20, 2026-11-20T00:00:00 with or without fraction and zone, and /Date(ms)/. */
  public static Optional<LocalDate> day(String text) {
    String trimmed = text.strip();
    Matcher millis = MILLIS.matcher(trimmed);
    try {
      if (millis.matches()) {
        Instant moment = Instant.ofEpochMilli(Long.parseLong(millis.group(1)));
        return Optional.of(LocalDate.ofInstant(moment, ZoneOffset.UTC));
      }
      if (trimmed.length() > 10 && trimmed.charAt(10) != 'T' && trimmed.charAt(10) != ' ') {
        return Optional.empty();
      }
      return Optional.of(LocalDate.parse(trimmed.substring(0, Math.min(10, trimmed.length()))));
    } catch (DateTimeParseException | NumberFormatException unreadable) {
      return Optional.empty();
    }
  }
}
