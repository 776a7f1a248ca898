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
import org.jspecify.annotations.Nullable;

/** What the diary shows and the links to its neighbours: everything that stands in the URL. */
record DiaryPage(
    LocalDate date,
    LocalDate today,
    boolean week,
    DiaryWish wish,
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

  /** Nobody left out. */
  public boolean everyone() {
    return filter.practitioners().isEmpty();
  }

  public String previous() {
    return url("/diary", date.minusDays(week ? 7 : 1), week, wish);
  }

  public String next() {
    return url("/diary", date.plusDays(week ? 7 : 1), week, wish);
  }

  public String backToToday() {
    return url("/diary", today, week, wish);
  }

  public String asDay() {
    return url("/diary", date, false, wish);
  }

  public String asWeek() {
    return url("/diary", date, true, wish);
  }

  public String onDay(LocalDate day) {
    return url("/diary", day, false, wish);
  }

  public String list() {
    return url("/diary/list", date, week, wish);
  }

  /** Adds the location to the filter, or takes it out. */
  public String toggle(LocationId id) {
    return wishing(new DiaryWish(toggled(filter.locations(), id), wish.practitioners()));
  }

  /** By day, adds the practitioner or takes them out; by week, shows this one. */
  public String toggle(PractitionerId id) {
    return wishing(
        new DiaryWish(wish.locations(), week ? Set.of(id) : toggled(filter.practitioners(), id)));
  }

  public String allPractitioners() {
    return wishing(new DiaryWish(wish.locations(), Set.of()));
  }

  public String everything() {
    return wishing(new DiaryWish(Set.of(), Set.of()));
  }

  private String wishing(DiaryWish next) {
    return url("/diary", date, week, next);
  }

  private static <T> Set<T> toggled(Set<T> chosen, T one) {
    var next = new HashSet<>(chosen);
    if (!next.remove(one)) {
      next.add(one);
    }
    return next;
  }

  private static String url(String path, LocalDate date, boolean week, DiaryWish wish) {
    return Stream.of(
            Stream.of("date=" + date, "view=" + (week ? "week" : "day")),
            said("location", wish.locations()),
            said("practitioner", wish.practitioners()))
        .flatMap(it -> it)
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static Stream<String> said(String name, @Nullable Set<?> chosen) {
    if (chosen == null) {
      return Stream.of();
    }
    return chosen.isEmpty()
        ? Stream.of(name + "=")
        : chosen.stream().map(it -> name + "=" + it).sorted();
  }
}
