package dev.tandem.practice.setup;

import dev.tandem.shared.InvalidInput;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * When an invoice is due. Xero: its contacts' payment terms know the same four rules.
 *
 * @param days how many days after, 0 to 365; of a month, which day of it, 1 to 31
 */
public record PaymentTerms(Rule rule, int days) {

  /** What the number of days counts from. */
  public enum Rule {
    DAYS_AFTER_DATE("day(s) after the invoice date", 0, 365),
    DAYS_AFTER_MONTH("day(s) after the end of the invoice month", 0, 365),
    OF_THIS_MONTH("of the current month", 1, 31),
    OF_NEXT_MONTH("of the following month", 1, 31);

    private final String label;
    private final int least;
    private final int most;

    Rule(String label, int least, int most) {
      this.label = label;
      this.least = least;
      this.most = most;
    }

    /** As Xero words it, after a number. */
    public String label() {
      return label;
    }

    boolean allows(int days) {
      return days >= least && days <= most;
    }

    String range() {
      return least == 0
          ? "Enter a number of days from 0 to " + most + "."
          : "Enter a day of the month, 1 to " + most + ".";
    }
  }

  /**
   * @throws InvalidInput under this field if the rule has no such number
   */
  public void check(String field) {
    if (!rule.allows(days)) {
      throw new InvalidInput(field, rule.range());
    }
  }

  /** So many days after the invoice's date. */
  public static PaymentTerms after(int days) {
    return new PaymentTerms(Rule.DAYS_AFTER_DATE, days);
  }

  /**
   * A month that is too short has its last day instead, and a day that has passed already when the
   * invoice is made is the invoice's own.
   */
  public LocalDate due(LocalDate date) {
    YearMonth month = YearMonth.from(date);
    LocalDate due =
        switch (rule) {
          case DAYS_AFTER_DATE -> date.plusDays(days);
          case DAYS_AFTER_MONTH -> month.atEndOfMonth().plusDays(days);
          case OF_THIS_MONTH -> day(month);
          case OF_NEXT_MONTH -> day(month.plusMonths(1));
        };
    return due.isBefore(date) ? date : due;
  }

  private LocalDate day(YearMonth month) {
    return month.atDay(Math.min(days, month.lengthOfMonth()));
  }

  /** For people: {@code 14 days after the invoice date}. */
  public String text() {
    return switch (rule) {
      case DAYS_AFTER_DATE, DAYS_AFTER_MONTH ->
          days + rule.label().replace("day(s)", days == 1 ? " day" : " days");
      case OF_THIS_MONTH, OF_NEXT_MONTH -> "on day " + days + " " + rule.label();
    };
  }
}
