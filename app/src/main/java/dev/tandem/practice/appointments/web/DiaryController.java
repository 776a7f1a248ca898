package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.Diary;
import dev.tandem.practice.appointments.DiaryFilter;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.staff.SignedIn;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The diary's page, its list, and the feed behind its calendars. */
@Controller
@PreAuthorize("hasAuthority('DIARY_VIEW')")
class DiaryController {

  private final Diary diary;
  private final Setup setup;
  private final Clock clock;

  DiaryController(Diary diary, Setup setup, Clock clock) {
    this.diary = diary;
    this.setup = setup;
    this.clock = clock;
  }

  @GetMapping("/diary")
  String diary(
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "day") String view,
      @RequestParam(required = false) @Nullable Set<LocationId> location,
      @RequestParam(required = false) @Nullable Set<PractitionerId> practitioner,
      @AuthenticationPrincipal SignedIn me,
      Model model) {
    show(date, "week".equals(view), new DiaryWish(location, practitioner), me, model);
    return "appointments/diary";
  }

  /** The same as a list: for phones, for print and for reading without scripts. */
  @GetMapping("/diary/list")
  String list(
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "day") String view,
      @RequestParam(required = false) @Nullable Set<LocationId> location,
      @RequestParam(required = false) @Nullable Set<PractitionerId> practitioner,
      @AuthenticationPrincipal SignedIn me,
      Model model) {
    show(date, "week".equals(view), new DiaryWish(location, practitioner), me, model);
    return "appointments/diary :: diary-list";
  }

  /** From the first day (included) to the last (excluded), both of the practice's calendar. */
  @GetMapping("/diary/feed")
  @ResponseBody
  List<DiaryEvent> feed(
      @RequestParam LocalDate from,
      @RequestParam LocalDate to,
      @RequestParam(defaultValue = "") Set<LocationId> location,
      @RequestParam(defaultValue = "") Set<PractitionerId> practitioner) {
    LocalDate end = to.isAfter(from.plusDays(42)) ? from.plusDays(42) : to;
    return diary.between(from, end, new DiaryFilter(location, practitioner)).stream()
        .map(DiaryEvent::of)
        .toList();
  }

  private void show(
      @Nullable LocalDate date, boolean week, DiaryWish wish, SignedIn me, Model model) {
    LocalDate today = LocalDate.now(clock.withZone(setup.practice().zone()));
    var page =
        new DiaryPage(
            date == null ? today : date,
            today,
            week,
            wish,
            wish.filter(week, setup, me),
            setup.practice().zone(),
            setup.locations(),
            setup.practitioners());
    model.addAttribute("diary", page);
    model.addAttribute("entries", diary.between(page.first(), page.end(), page.filter()));
  }
}
