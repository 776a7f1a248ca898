package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentId;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells the page that asked: a word for the person, and that the diary is to be drawn again. */
final class Reply {

  // Headers are Latin-1; JSON escapes carry the rest.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Reply() {}

  /** Where a changed appointment is shown again: in place, or on its page. */
  static String to(
      @Nullable String htmx, AppointmentId id, String words, HttpServletResponse response) {
    if (htmx == null) {
      return "redirect:/appointments/" + id;
    }
    said(response, words);
    return "appointments/booking :: nothing";
  }

  static void said(HttpServletResponse response, String words) {
    var events = JSON.createObjectNode().put("said", words).put("appointmentChanged", "");
    response.setHeader("HX-Trigger", JSON.writeValueAsString(events));
  }
}
