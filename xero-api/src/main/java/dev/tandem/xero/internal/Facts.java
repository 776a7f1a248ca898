package dev.tandem.xero.internal;

import dev.tandem.xero.CallFacts;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads the facts of a call from its headers; a header that makes no sense is taken as absent. */
final class Facts {

  private Facts() {}

  static CallFacts of(
      int status, HttpHeaders headers, Duration duration, long received, long sent) {
    Integer retryAfter = number(headers, "Retry-After");
    return new CallFacts(
        status,
        headers.firstValue("Xero-Correlation-Id").orElse(null),
        number(headers, "X-MinLimit-Remaining"),
        number(headers, "X-DayLimit-Remaining"),
        number(headers, "X-AppMinLimit-Remaining"),
        headers.firstValue("X-Rate-Limit-Problem").orElse(null),
        retryAfter == null ? null : Duration.ofSeconds(Math.max(0, retryAfter)),
        duration,
        moment(headers, "Date"),
        received,
        sent);
  }

  private static @Nullable Instant moment(HttpHeaders headers, String name) {
    String text = headers.firstValue(name).orElse("").trim();
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeParseException notAMoment) {
      return null;
    }
  }

  private static @Nullable Integer number(HttpHeaders headers, String name) {
    String text = headers.firstValue(name).orElse("").trim();
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
