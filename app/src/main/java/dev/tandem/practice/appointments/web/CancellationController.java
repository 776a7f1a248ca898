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
import org.springframework.web.bind.annotation.RequestParam;

/** The appointment will not take place. */
@Controller
@PreAuthorize("hasAuthority('DIARY_EDIT')")
class CancellationController {

  private final Appointments appointments;

  CancellationController(Appointments appointments) {
    this.appointments = appointments;
  }

  @PostMapping("/appointments/{id}/cancellation")
  String cancellation(
      @PathVariable AppointmentId id,
      @RequestParam(defaultValue = "") String reason,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    appointments.cancel(id, reason);
    return Reply.to(htmx, id, "Cancelled. The time is free again.", response);
  }
}
