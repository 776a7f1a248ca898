package dev.tandem.simulator.accounting;

import java.time.LocalDate;
import tools.jackson.databind.node.ObjectNode;

/** Days up to which the organisation's books are closed. */
final class LockDates {
  private LockDates() {}

  static void check(ObjectNode organisation, LocalDate date, Problems problems) {
    check(organisation, "PeriodLockDate", "period lock date", date, problems);
    check(organisation, "EndOfYearLockDate", "end of year lock date", date, problems);
  }

  private static void check(
      ObjectNode organisation, String field, String words, LocalDate date, Problems problems) {
    Fields.said(organisation, field)
        .map(LocalDate::parse)
        .filter(locked -> !date.isAfter(locked))
        .ifPresent(
            locked ->
                problems.error("The document date cannot be before the " + words + " " + locked));
  }
}
