package dev.tandem.simulator.accounting.where;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Dates and times as clients write them: UTC unless they say otherwise. */
public final class Moments {
  private static final DateTimeFormatter SORTABLE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT);

  /** 2026-11-20, 2026-11-20T10:00, 2026-11-20 10:00:00.123, each with or without Z or an offset. */
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /** Empty if it cannot be read. */
  public static Optional<Instant> read(String text) {
    String trimmed = text.strip();
    try {
      return Optional.of(
          trimmed.contains(",")
              ? ZonedDateTime.parse(trimmed, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()
              : instant(
                  ISO.parseBest(
                      trimmed, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static Instant instant(TemporalAccessor read) {
    return switch (read) {
      case OffsetDateTime moment -> moment.toInstant();
      case LocalDateTime time -> time.toInstant(ZoneOffset.UTC);
      default -> LocalDate.from(read).atStartOfDay().toInstant(ZoneOffset.UTC);
    };
  }

  /** Text that sorts like the moments it stands for. */
  static String sortable(LocalDateTime time) {
    return SORTABLE.format(time);
  }

  static LocalDateTime time(Object sortable) {
    return LocalDateTime.parse(sortable.toString(), SORTABLE);
  }
}
