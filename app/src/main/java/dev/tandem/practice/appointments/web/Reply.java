package dev.tandem.practice.appointments.web;

import dev.tandem.practice.appointments.AppointmentId;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tells the page that asked: a word for the person, and that the diary is to be drawn again. */
final class Reply {

  private static final JsonMapper JSON = JsonMapper.builder().build();

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
    // Headers are Latin-1; JSON escapes carry the rest.
    response.setHeader("HX-Trigger", ascii(events.toString()));
  }

  private static String ascii(String text) {
    var escaped = new StringBuilder(text.length());
    text.chars()
        .forEach(
            it ->
                escaped.append(
                    it < 127 ? String.valueOf((char) it) : String.format("\\u%04x", it)));
    return escaped.toString();
  }
}
