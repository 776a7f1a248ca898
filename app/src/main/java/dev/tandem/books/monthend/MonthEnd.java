package dev.tandem.books.monthend;

import dev.tandem.books.monthend.LockCheck.Finding;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says before the books are locked in Xero what the lock would catch. */
@Component
@Transactional(readOnly = true)
public class MonthEnd {

  private static final int EARLIEST = 1990;

  private final DatedWork dated;
  private final Setup setup;
  private final Clock clock;

  MonthEnd(DatedWork dated, Setup setup, Clock clock) {
    this.dated = dated;
    this.setup = setup;
    this.clock = clock;
  }

  /** The end of the last month that is over where the practice is. */
  public LocalDate lastMonth() {
    return YearMonth.from(today()).minusMonths(1).atEndOfMonth();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), setup.practice().zone());
  }

  /**
   * @param lastDay included
   * @throws InvalidInput at {@code day} if no books are of that time
   */
  public LockCheck check(LocalDate lastDay) {
    if (lastDay.getYear() < EARLIEST || lastDay.isAfter(today().plusYears(1))) {
      throw new InvalidInput(
          "day", "Choose a day between %d and a year from now".formatted(EARLIEST));
    }
    var after = lastDay.plusDays(1).atStartOfDay(setup.practice().zone()).toInstant();
    return new LockCheck(
        lastDay,
        Arrays.stream(LockCheck.Kind.values()).map(it -> finding(it, lastDay, after)).toList());
  }

  private Finding finding(LockCheck.Kind kind, LocalDate lastDay, java.time.Instant after) {
    return switch (kind) {
      case NOT_INVOICED -> dated.notInvoiced(after, setup.practice().zone());
      case DRAFTS -> dated.drafts(lastDay);
      case TAKINGS_OPEN -> dated.takingsOpen(lastDay);
      case WAITING -> dated.queued(lastDay, false);
      case REFUSED -> dated.queued(lastDay, true);
      case CONFLICTS -> dated.conflicts(lastDay);
      case DRAFTS_THERE -> dated.draftsThere(lastDay);
      case LEFT_OUT -> dated.leftOut(lastDay);
    };
  }
}
