package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.InvoiceId;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Answers a click on an invoice: in place for htmx, by going to its page otherwise. */
final class Reply {

  // Headers are Latin-1; JSON escapes carry the rest.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Reply() {}

  static String said(
      @Nullable String htmx,
      InvoiceId id,
      String words,
      HttpServletResponse response,
      RedirectAttributes flash) {
    if (htmx == null) {
      flash.addFlashAttribute("said", words);
      return "redirect:/invoices/" + id;
    }
    var events = JSON.createObjectNode().put("said", words).put("appointmentChanged", "");
    response.setHeader("HX-Trigger", JSON.writeValueAsString(events));
    return "billing/invoice :: nothing";
  }
}
