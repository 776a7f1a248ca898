package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.DiaryFilter;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.PractitionerView;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the diary shows and the links to its neighbours: everything that stands in the URL. */
record DiaryPage(
    LocalDate date,
    LocalDate today,
    boolean week,
    DiaryFilter filter,
    ZoneId zone,
    List<LocationView> locations,
    List<PractitionerView> practitioners) {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  public LocalDate first() {
    return week ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : date;
  }

  public LocalDate end() {
    return first().plusDays(week ? 7 : 1);
  }

  public String title() {
    return week
        ? SHORT.format(first()) + " – " + SHORT_YEAR.format(end().minusDays(1))
        : DAY.format(date);
  }

  public String view() {
    return week ? "week" : "day";
  }

  /** The columns of the day. */
  public List<PractitionerView> columns() {
    return practitioners.stream()
        .filter(it -> filter.practitioners().isEmpty() || filter.practitioners().contains(it.id()))
        .toList();
  }

  public boolean shows(LocationId id) {
    return filter.locations().contains(id);
  }

  public boolean shows(PractitionerId id) {
    return filter.practitioners().contains(id);
  }

  public String previous() {
    return url("/diary", date.minusDays(week ? 7 : 1), week, filter);
  }

  public String next() {
    return url("/diary", date.plusDays(week ? 7 : 1), week, filter);
  }

  public String backToToday() {
    return url("/diary", today, week, filter);
  }

  public String asDay() {
    return url("/diary", date, false, filter);
  }

  public String asWeek() {
    return url("/diary", date, true, filter);
  }

  public String onDay(LocalDate day) {
    return url("/diary", day, false, filter);
  }

  public String list() {
    return url("/diary/list", date, week, filter);
  }

  /** Adds the location to the filter, or takes it out. */
  public String toggle(LocationId id) {
    return url(
        "/diary",
        date,
        week,
        new DiaryFilter(toggled(filter.locations(), id), filter.practitioners()));
  }

  public String toggle(PractitionerId id) {
    return url(
        "/diary",
        date,
        week,
        new DiaryFilter(filter.locations(), toggled(filter.practitioners(), id)));
  }

  public String everything() {
    return url("/diary", date, week, DiaryFilter.ALL);
  }

  private static <T> Set<T> toggled(Set<T> chosen, T one) {
    var next = new HashSet<>(chosen);
    if (!next.remove(one)) {
      next.add(one);
    }
    return next;
  }

  private static String url(String path, LocalDate date, boolean week, DiaryFilter filter) {
    return Stream.concat(
            Stream.concat(
                Stream.of("date=" + date, "view=" + (week ? "week" : "day")),
                filter.locations().stream().map(it -> "location=" + it).sorted()),
            filter.practitioners().stream().map(it -> "practitioner=" + it).sorted())
        .collect(Collectors.joining("&", path + "?", ""));
  }
}
