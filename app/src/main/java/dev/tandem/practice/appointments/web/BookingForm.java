package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.Booking;
import dev.tandem.practice.appointments.DiaryEntry;
import dev.tandem.practice.appointments.Slot;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.staff.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The booking dialog as it was typed; kept when it is refused.
 *
 * @param minutes empty means as long as the service takes
 * @param seen when changing: what was booked as the form was drawn
 */
record BookingForm(
    @Nullable ClientId client,
    @Nullable ServiceId service,
    @Nullable PractitionerId practitioner,
    @Nullable LocationId location,
    @Nullable LocalDate date,
    @Nullable LocalTime time,
    @Nullable Integer minutes,
    @Nullable String reason,
    @Nullable String seen) {

  static BookingForm of(DiaryEntry it) {
    return new BookingForm(
        it.appointment().client(),
        it.service().id(),
        it.practitioner().id(),
        it.location().id(),
        it.start().toLocalDate(),
        it.start().toLocalTime(),
        (int) it.minutes(),
        it.appointment().reason(),
        it.appointment().seen());
  }

  /** To be sent once more by somebody who has been told what is booked now. */
  BookingForm seeing(String now) {
    return new BookingForm(
        client, service, practitioner, location, date, time, minutes, reason, now);
  }

  /** With what is likely where nothing was said: today, and the location this person works at. */
  BookingForm from(LocalDate today, SignedIn me, Setup setup) {
    LocationId here =
        location == null && me.staff() != null
            ? setup.workingAt(me.staff()).map(LocationView::id).orElse(null)
            : location;
    return new BookingForm(
        client,
        service,
        practitioner,
        here,
        date == null ? today : date,
        time,
        minutes,
        reason,
        null);
  }

  Booking booking(Setup setup, String clientWord) {
    var missing = new LinkedHashMap<String, String>();
    require(client, "client", "Search and choose the " + clientWord, missing);
    require(service, "service", "Choose the service", missing);
    require(practitioner, "practitioner", "Choose who sees them", missing);
    require(location, "location", "Choose the place", missing);
    require(date, "date", "Choose the day", missing);
    require(time, "time", "Choose the time", missing);
    if (minutes != null && (minutes < 5 || minutes > 24 * 60)) {
      missing.put("minutes", "Between 5 minutes and a day");
    }
    if (client == null
        || service == null
        || practitioner == null
        || location == null
        || date == null
        || time == null
        || !missing.isEmpty()) {
      throw new InvalidInput(missing);
    }
    ZoneId zone = setup.practice().zone();
    Instant start = date.atTime(time).atZone(zone).toInstant();
    int length = minutes == null ? setup.service(service).minutes() : minutes;
    return new Booking(
        client,
        service,
        new Slot(practitioner, location, start, start.plus(Duration.ofMinutes(length))),
        reason == null ? "" : reason);
  }

  private static void require(
      @Nullable Object value, String field, String message, Map<String, String> missing) {
    if (value == null) {
      missing.put(field, message);
    }
  }
}
