package dev.tandem.practice.billing.web;

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

/** Makes a draft owed. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class ApprovalController {

  private final Billing billing;

  ApprovalController(Billing billing) {
    this.billing = billing;
  }

  @PostMapping("/invoices/{id}/approval")
  String approval(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.approve(id);
    return Reply.said(htmx, id, "Approved.", response, flash);
  }
}
