package dev.tandem.practice.today;

import dev.tandem.practice.appointments.AppointmentStatus;
import dev.tandem.practice.appointments.DiaryEntry;
import dev.tandem.practice.setup.LocationView;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One day's appointments by location, and how far the day has come. */
record Day(Map<LocationView, List<DiaryEntry>> byLocation, long expected, long seen, long missed) {

  static Day of(List<DiaryEntry> entries) {
    var byLocation = new LinkedHashMap<LocationView, List<DiaryEntry>>();
    entries.stream()
        .map(DiaryEntry::location)
        .distinct()
        .sorted(Comparator.comparing(LocationView::name))
        .forEach(
            place ->
                byLocation.put(
                    place, entries.stream().filter(it -> it.location().equals(place)).toList()));
    return new Day(
        byLocation,
        count(entries, AppointmentStatus.BOOKED),
        count(entries, AppointmentStatus.COMPLETED),
        count(entries, AppointmentStatus.NO_SHOW) + count(entries, AppointmentStatus.CANCELLED));
  }

  private static long count(List<DiaryEntry> entries, AppointmentStatus status) {
    return entries.stream().filter(it -> it.appointment().status() == status).count();
  }
}
