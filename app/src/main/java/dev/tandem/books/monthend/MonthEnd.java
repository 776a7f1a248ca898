package dev.tandem.books.monthend;

import dev.tandem.books.clearing.AccountDay;
import dev.tandem.books.clearing.ClearingAccounts;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.mirror.LinkedRecords;
import dev.tandem.books.monthend.LockCheck.Finding;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Unsent;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.BillingFigures;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordDays;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says before the books are locked in Xero what the lock would catch. Whoever keeps something tells
 * of it, and under which day the ledger would book it.
 */
@Component
@Transactional(readOnly = true)
public class MonthEnd {

  private static final int EARLIEST = 1990;

  private final Appointments appointments;
  private final BillingFigures billing;
  private final Takings takings;
  private final Unsent unsent;
  private final Conflicts conflicts;
  private final LinkedRecords linked;
  private final LeftOut leftOut;
  private final ClearingAccounts clearing;
  private final List<RecordDays> days;
  private final Setup setup;
  private final Clock clock;

  MonthEnd(
      Appointments appointments,
      BillingFigures billing,
      Takings takings,
      Unsent unsent,
      Conflicts conflicts,
      LinkedRecords linked,
      LeftOut leftOut,
      ClearingAccounts clearing,
      List<RecordDays> days,
      Setup setup,
      Clock clock) {
    this.appointments = appointments;
    this.billing = billing;
    this.takings = takings;
    this.unsent = unsent;
    this.conflicts = conflicts;
    this.linked = linked;
    this.leftOut = leftOut;
    this.clearing = clearing;
    this.days = List.copyOf(days);
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
    return new LockCheck(
        lastDay,
        Arrays.stream(LockCheck.Kind.values())
            .map(it -> new Finding(it, tally(it, lastDay)))
            .toList());
  }

  private Tally tally(LockCheck.Kind kind, LocalDate last) {
    return switch (kind) {
      case NOT_INVOICED -> appointments.notInvoiced(end(last));
      case DRAFTS -> billing.drafts(last);
      case TAKINGS_OPEN -> takings.open(last);
      case WAITING -> dated(unsent.records(false), last);
      case REFUSED -> dated(unsent.records(true), last);
      case CONFLICTS -> dated(differing(), last);
      case DRAFTS_THERE ->
          billing.approved(linked.draftsThere().stream().map(InvoiceId::new).toList(), last);
      case LEFT_OUT -> dated(leftOut.records(), last);
      case NOT_AT_REST -> notAtRest(last);
    };
  }

  private Instant end(LocalDate last) {
    return last.plusDays(1).atStartOfDay(setup.practice().zone()).toInstant();
  }

  private Collection<RecordRef> differing() {
    return Stream.concat(conflicts.differing().stream(), linked.held().stream())
        .collect(Collectors.toSet());
  }

  private Tally dated(Collection<RecordRef> records, LocalDate last) {
    List<LocalDate> found =
        records.isEmpty()
            ? List.of()
            : days.stream().flatMap(it -> it.upTo(last, records).values().stream()).toList();
    return tally(found);
  }

  /** Something was left on them by then, and has not left them since. */
  private Tally notAtRest(LocalDate last) {
    return tally(
        clearing.notAtRest().stream()
            .flatMap(it -> Stream.ofNullable(it.leftSince()))
            .map(AccountDay::day)
            .filter(it -> !it.isAfter(last))
            .toList());
  }

  private static Tally tally(List<LocalDate> found) {
    return new Tally(found.size(), found.stream().min(LocalDate::compareTo).orElse(null), null);
  }
}
