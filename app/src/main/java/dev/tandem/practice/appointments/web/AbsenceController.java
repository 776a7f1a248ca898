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

/** Nobody came. */
@Controller
@PreAuthorize("hasAuthority('DIARY_EDIT')")
class AbsenceController {

  private final Appointments appointments;

  AbsenceController(Appointments appointments) {
    this.appointments = appointments;
  }

  @PostMapping("/appointments/{id}/absence")
  String absence(
      @PathVariable AppointmentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    appointments.noShow(id);
    return Reply.to(htmx, id, "Noted that nobody came.", response);
  }
}
