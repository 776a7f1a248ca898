package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** When a repeating invoice is made, and when each of its invoices is due. */
record Schedule(ObjectNode node) {
  private static final int LONGEST_PERIOD = 99;

  /** Days. */
  private static final int LONGEST_TERM = 999;

  private static final Set<String> UNITS = Set.of("WEEKLY", "MONTHLY");
  private static final Set<String> TERMS =
      Set.of(
          "DAYSAFTERBILLDATE",
          "DAYSAFTERBILLMONTH",
          "DAYSAFTERINVOICEDATE",
          "DAYSAFTERINVOICEMONTH",
          "OFCURRENTMONTH",
          "OFFOLLOWINGMONTH");

  /** Takes over what a client says of it. */
  void copy(ObjectNode sent, LocalDate today, Problems problems) {
    Fields.number(sent, "Period").ifPresent(value -> node.put("Period", value.intValue()));
    Fields.number(sent, "DueDate").ifPresent(value -> node.put("DueDate", value.intValue()));
    word(sent, "Unit", UNITS);
    word(sent, "DueDateType", TERMS);
    for (String name : new String[] {"StartDate", "EndDate", "NextScheduledDate"}) {
      Fields.day(sent, name).ifPresent(day -> node.put(name, day.toString()));
    }
    if (!node.has("StartDate")) {
      node.put("StartDate", Fields.said(node, "NextScheduledDate").orElse(today.toString()));
    }
    if (!node.has("NextScheduledDate")) {
      node.put("NextScheduledDate", node.path("StartDate").asString());
    }
    problems.errorIf(
        node.path("Period").asInt(0) < 1 || !node.has("Unit"),
        "The Schedule must have a Period and a Unit");
    problems.errorIf(
        !node.has("DueDate") || !node.has("DueDateType"),
        "The Schedule must have a DueDate and a DueDateType");
    bound(today, problems);
  }

  private void bound(LocalDate today, Problems problems) {
    int due = node.path("DueDate").asInt(1);
    boolean dayOfMonth = node.path("DueDateType").asString("").startsWith("OF");
    problems.errorIf(node.path("Period").asInt(0) > LONGEST_PERIOD, "The Period is too long");
    problems.errorIf(
        due < 0 || due > LONGEST_TERM || (dayOfMonth && (due < 1 || due > 31)),
        "The DueDate is not valid for its DueDateType");
    LocalDate start = LocalDate.parse(node.path("StartDate").asString());
    problems.errorIf(
        start.isBefore(today.minusYears(1)), "The StartDate cannot be more than a year ago");
    Fields.said(node, "EndDate")
        .map(LocalDate::parse)
        .ifPresent(
            end ->
                problems.errorIf(
                    end.isBefore(start), "The EndDate cannot be before the StartDate"));
  }

  private void word(ObjectNode sent, String name, Set<String> known) {
    Fields.said(sent, name)
        .ifPresent(
            value -> {
              if (!known.contains(value)) {
                throw ApiErrors.postData("The " + name + " " + value + " is not valid");
              }
              node.put(name, value);
            });
  }

  /** The day of the next invoice; empty once the last one was made. */
  Optional<LocalDate> next() {
    return Fields.said(node, "NextScheduledDate").map(LocalDate::parse).filter(this::stillOn);
  }

  private boolean stillOn(LocalDate day) {
    return Fields.said(node, "EndDate")
        .map(LocalDate::parse)
        .map(end -> !day.isAfter(end))
        .orElse(true);
  }

  /** Moves on by one period. Of months that are too short it takes the last day. */
  void move() {
    LocalDate now = LocalDate.parse(node.path("NextScheduledDate").asString());
    int period = node.path("Period").asInt(1);
    boolean weekly = node.path("Unit").asString("").equals("WEEKLY");
    LocalDate then =
        weekly ? now.plusWeeks(period) : sameDay(YearMonth.from(now).plusMonths(period));
    node.put("NextScheduledDate", then.toString());
  }

  private LocalDate sameDay(YearMonth month) {
    int day = LocalDate.parse(node.path("StartDate").asString()).getDayOfMonth();
    return month.atDay(Math.min(day, month.lengthOfMonth()));
  }

  LocalDate due(LocalDate invoiced) {
    int days = node.path("DueDate").asInt(0);
    YearMonth month = YearMonth.from(invoiced);
    return switch (node.path("DueDateType").asString("")) {
      case "DAYSAFTERBILLMONTH", "DAYSAFTERINVOICEMONTH" -> month.atEndOfMonth().plusDays(days);
      case "OFCURRENTMONTH" -> within(month, days);
      case "OFFOLLOWINGMONTH" -> within(month.plusMonths(1), days);
      default -> invoiced.plusDays(days);
    };
  }

  private static LocalDate within(YearMonth month, int day) {
    return month.atDay(Math.clamp(day, 1, month.lengthOfMonth()));
  }
}
