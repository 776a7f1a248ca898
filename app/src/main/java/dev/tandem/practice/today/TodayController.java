package dev.tandem.practice.today;

import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.appointments.DiaryFilter;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.BillingFigures;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Takings;
import dev.tandem.staff.Permission;
import dev.tandem.staff.SignedIn;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where the day begins. Each part is shown to those whose role includes what it is about. */
@Controller
@PreAuthorize("isAuthenticated()")
class TodayController {

  private static final int WEEKS = 8;
  private static final int STUCK = 8;

  private final Diary diary;
  private final Billing billing;
  private final BillingFigures figures;
  private final Takings takings;
  private final Setup setup;
  private final Clock clock;

  TodayController(
      Diary diary,
      Billing billing,
      BillingFigures figures,
      Takings takings,
      Setup setup,
      Clock clock) {
    this.takings = takings;
    this.diary = diary;
    this.billing = billing;
    this.figures = figures;
    this.setup = setup;
    this.clock = clock;
  }

  @GetMapping("/today")
  String page(@AuthenticationPrincipal SignedIn me, Model model) {
    show(me, model);
    if (me.may(Permission.INVOICES_VIEW)) {
      LocalDate week =
          today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(WEEKS - 1L);
      model.addAttribute(
          "revenue",
          RevenueTable.of(week, WEEKS, figures.revenueSince(week), setup.locations(), currency()));
    }
    return "today/today";
  }

  /** The part that changes while the day goes on. */
  @GetMapping("/today/state")
  String state(@AuthenticationPrincipal SignedIn me, Model model) {
    show(me, model);
    return "today/today :: today-state";
  }

  private void show(SignedIn me, Model model) {
    LocalDate today = today();
    model.addAttribute("today", today);
    model.addAttribute("currency", currency());
    if (me.may(Permission.DIARY_VIEW)) {
      LocationView place = me.staff() == null ? null : setup.workingAt(me.staff()).orElse(null);
      model.addAttribute("place", place);
      model.addAttribute(
          "day", Day.of(diary.between(today, today.plusDays(1), DiaryFilter.at(place))));
    }
    if (me.may(Permission.INVOICES_VIEW)) {
      model.addAttribute("takings", TakenToday.of(figures.takings(today), currency()));
      model.addAttribute(
          "openDays", takings.openDays().stream().filter(it -> it.day().isBefore(today)).toList());
      model.addAttribute("owed", Owed.of(figures.dueByAge(today), currency()));
      model.addAttribute("drafts", figures.drafts());
      var waiting = billing.toIssue(STUCK + 1);
      var shown = waiting.stream().limit(STUCK).toList();
      model.addAttribute("moreStuck", waiting.size() > STUCK);
      model.addAttribute("stuck", shown);
      model.addAttribute(
          "stuckEntries", diary.entries(shown.stream().map(it -> it.appointment()).toList()));
    }
  }

  private String currency() {
    return setup.practice().currency();
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
