package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Days up to which the organisation's books are closed. */
public final class LockDates {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd-MMM-uuuu", Locale.ENGLISH);

  private LockDates() {}

  public static void check(ObjectNode organisation, LocalDate date, Problems problems) {
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
                problems.error(
                    "The document date cannot be before the "
                        + words
                        + ", currently set at "
                        + DAY.format(locked)));
  }
}
