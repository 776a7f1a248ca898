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

/** Cancels an invoice for good. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class VoidingController {

  private final Billing billing;

  VoidingController(Billing billing) {
    this.billing = billing;
  }

  @PostMapping("/invoices/{id}/voiding")
  String voiding(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.voidInvoice(id);
    return Reply.said(htmx, id, "Voided. The number stays used.", response, flash);
  }
}
