package dev.tandem.books.web;

import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.SyncLog;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What somebody asks of the log, as typed; an empty text means any.
 *
 * @param direction {@code push} or {@code pull}
 * @param job a {@link Job#text}
 * @param organisation its tenant id
 * @param from the first day, {@code 2026-11-20}, in the practice's zone
 * @param to the last day
 */
public record LogQuery(
    String text,
    String direction,
    String outcome,
    String operation,
    String job,
    String organisation,
    String from,
    String to) {

  /** What the address does not say is not asked: such parts come as null. */
  public LogQuery(
      @Nullable String text,
      @Nullable String direction,
      @Nullable String outcome,
      @Nullable String operation,
      @Nullable String job,
      @Nullable String organisation,
      @Nullable String from,
      @Nullable String to) {
    this.text = said(text).strip();
    this.direction = said(direction);
    this.outcome = said(outcome);
    this.operation = said(operation);
    this.job = said(job);
    this.organisation = said(organisation);
    this.from = said(from);
    this.to = said(to);
  }

  private static String said(@Nullable String asked) {
    return Objects.requireNonNullElse(asked, "");
  }

  static LogQuery of(Map<String, String> asked) {
    return new LogQuery(
        asked.get("text"),
        asked.get("direction"),
        asked.get("outcome"),
        asked.get("operation"),
        asked.get("job"),
        asked.get("organisation"),
        asked.get("from"),
        asked.get("to"));
  }

  public boolean filtered() {
    return !equals(of(Map.of()));
  }

  /** What cannot be understood, by field. */
  Map<String, String> errors() {
    var errors = new LinkedHashMap<String, String>();
    LocalDate first = day(from);
    LocalDate last = day(to);
    if (!from.isEmpty() && first == null) {
      errors.put("from", "Choose a day, or write it like 2026-11-20.");
    }
    if (!to.isEmpty() && last == null) {
      errors.put("to", "Choose a day, or write it like 2026-11-20.");
    }
    if (first != null && last != null && last.isBefore(first)) {
      errors.put("to", "The last day lies before the first.");
    }
    if (!organisation.isEmpty() && tenant() == null) {
      errors.put("organisation", "Choose an organisation from the list.");
    }
    if (!job.isEmpty() && !Job.of(job).text().equals(job)) {
      errors.put("job", "Choose from the list.");
    }
    return errors;
  }

  SyncLog.Search search(ZoneId zone) {
    LocalDate last = day(to);
    return new SyncLog.Search(
        text,
        direction.isEmpty() ? null : direction.equals("push"),
        outcome.isEmpty() ? null : outcome,
        operation.isEmpty() ? null : operation,
        job.isEmpty() ? null : Job.of(job),
        tenant(),
        begin(day(from), zone),
        begin(last == null ? null : last.plusDays(1), zone));
  }

  /** The path with this question behind it, without what is empty. */
  String url(String path) {
    var url = UriComponentsBuilder.fromPath(path);
    var asked = new LinkedHashMap<String, String>();
    add(asked, "text", text);
    add(asked, "direction", direction);
    add(asked, "outcome", outcome);
    add(asked, "operation", operation);
    add(asked, "job", job);
    add(asked, "organisation", organisation);
    add(asked, "from", from);
    add(asked, "to", to);
    asked.keySet().forEach(it -> url.queryParam(it, "{" + it + "}"));
    return url.encode().buildAndExpand(asked).toUriString();
  }

  private static void add(Map<String, String> asked, String name, String value) {
    if (!value.isEmpty()) {
      asked.put(name, value);
    }
  }

  private @Nullable UUID tenant() {
    try {
      return organisation.isEmpty() ? null : UUID.fromString(organisation);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static @Nullable LocalDate day(String typed) {
    try {
      LocalDate day = typed.isEmpty() ? null : LocalDate.parse(typed);
      // PostgreSQL knows no moment outside of these, and nobody means one.
      return day == null || day.getYear() < 1970 || day.getYear() > 9000 ? null : day;
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static @Nullable Instant begin(@Nullable LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }
}
