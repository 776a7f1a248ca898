package dev.tandem.books.web;

import dev.tandem.books.lane.Reserve;
import dev.tandem.books.lane.UseForecast;
import dev.tandem.books.outbox.Forecasts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One organisation's calls and bytes: what is left, what was used for what, what is to come.
 *
 * @param custom whether it is reached by a custom connection, which has an app of its own and no
 *     price for bytes
 * @param left null before its first call
 * @param dayMost calls that a day holds, by what Xero answered, else by the plan; null if neither
 *     says
 * @param dayEnds when Xero's day is over at the latest; null if that is not known
 * @param waits calls of this month that Xero refused because they were too many
 */
public record Spending(
    UUID tenant,
    String name,
    boolean custom,
    @Nullable Budget left,
    @Nullable Integer dayMost,
    @Nullable Instant dayEnds,
    JobUse.Use today,
    JobUse.Use month,
    int waits,
    List<JobUse> jobs,
    UseForecast forecast,
    Forecasts.Of queue) {

  private static final int LOW_PART = 5;

  public boolean used() {
    return !jobs.isEmpty();
  }

  public @Nullable Integer dayLeft() {
    return left == null ? null : left.dayLeft();
  }

  /** Today in a sentence. */
  public String todayInWords() {
    String used = "%,d %s made today".formatted(today.calls(), calls(today.calls()));
    if (!used()) {
      return "No call yet.";
    }
    String expected = "about %,d by midnight UTC".formatted(round(forecast.callsToday()));
    String of = dayMost == null ? "" : " of the %,d that a day holds".formatted(dayMost);
    String waiting =
        queue.going().calls() == 0
            ? ""
            : " What waits needs %,d of them and takes %s."
                .formatted(queue.going().calls(), queue.going().inWords());
    return used + ", " + expected + of + "." + waiting;
  }

  private static String calls(long number) {
    return number == 1 ? "call" : "calls";
  }

  /** A forecast is no count: two figures are enough. */
  static long round(long number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return (number + unit / 2) / unit * unit;
  }

  /** Something to know before a limit is reached. */
  public record Warning(String tone, String text) {}

  /** The worst first. */
  public List<Warning> warnings() {
    Integer dayLeft = dayLeft();
    if (dayLeft != null && dayMost != null && dayLeft <= Reserve.ofADay(dayMost)) {
      return List.of(
          new Warning(
              "bad",
              dayLeft == 0
                  ? "No call is left today. Everything waits until Xero's day turns, and goes on by itself then."
                  : "Only %,d of %,d calls are left today. They are kept for people who wait; everything else goes on by itself when Xero's day turns."
                      .formatted(dayLeft, dayMost)));
    }
    if (queue.going().days() > 0) {
      return List.of(
          new Warning(
              "warn",
              "What waits needs %,d calls, more than today holds: it will be done in %s. People's changes go first meanwhile."
                  .formatted(queue.going().calls(), queue.going().inWords())));
    }
    if (dayLeft != null && dayMost != null && dayLeft <= dayMost / LOW_PART) {
      return List.of(
          new Warning(
              "warn",
              "%,d of %,d calls are left today. Below %,d only people's changes go."
                  .formatted(dayLeft, dayMost, Reserve.ofADay(dayMost))));
    }
    if (dayMost != null && forecast.callsToday() > Objects.requireNonNull(dayMost)) {
      return List.of(
          new Warning(
              "warn",
              "At a usual day's pace today comes to about %,d calls, more than the %,d that a day holds."
                  .formatted(round(forecast.callsToday()), dayMost)));
    }
    return List.of();
  }
}
