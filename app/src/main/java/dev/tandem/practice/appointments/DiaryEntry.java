package dev.tandem.practice.appointments;

import dev.tandem.practice.setup.LocationView;
import dev.tandem.practice.setup.PractitionerView;
import dev.tandem.practice.setup.ServiceView;
import java.time.LocalDateTime;

/**
 * An appointment as people read it: with names, and with times on the practice's wall clock.
 *
 * @param start in the practice's time zone
 */
public record DiaryEntry(
    AppointmentView appointment,
    String clientName,
    ServiceView service,
    PractitionerView practitioner,
    LocationView location,
    LocalDateTime start,
    LocalDateTime end) {

  public AppointmentId id() {
    return appointment.id();
  }

  public long minutes() {
    // By the clock that runs on: the wall's jumps twice a year.
    return java.time.Duration.between(appointment.slot().start(), appointment.slot().end())
        .toMinutes();
  }
}
