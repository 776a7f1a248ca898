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

/** The client came and was served; the invoice follows by the practice’s preference. */
@Controller
@PreAuthorize("hasAuthority('DIARY_EDIT')")
class CompletionController {

  private final Appointments appointments;

  CompletionController(Appointments appointments) {
    this.appointments = appointments;
  }

  @PostMapping("/appointments/{id}/completion")
  String completion(
      @PathVariable AppointmentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response) {
    appointments.complete(id);
    return Reply.to(htmx, id, "Completed.", response);
  }
}
