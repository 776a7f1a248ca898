package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** Takes back a completion, cancellation or absence. */
@Controller
@PreAuthorize("hasAuthority('DIARY_EDIT')")
class BookingAgainController {

  private final Appointments appointments;

  BookingAgainController(Appointments appointments) {
    this.appointments = appointments;
  }

  @PostMapping("/appointments/{id}/reinstatement")
  String reinstatement(
      @PathVariable AppointmentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    appointments.reinstate(id);
    return Reply.to(htmx, id, "Booked again.", response);
  }
}
