package dev.tandem.practice.billing.web;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The button "Issue invoice" of a completed appointment. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class IssuingController {

  private final Billing billing;

  IssuingController(Billing billing) {
    this.billing = billing;
  }

  @PostMapping("/appointments/{id}/invoice")
  String issue(
      @PathVariable AppointmentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    InvoiceId invoice = billing.issueFor(id);
    return Reply.said(
        htmx, invoice, "Issued " + billing.find(invoice).number() + ".", response, flash);
  }
}
