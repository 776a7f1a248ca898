package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.WrittenAs;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives a draft its number and lets the ledger have it, still a draft. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class SendingController {

  private final Billing billing;

  SendingController(Billing billing) {
    this.billing = billing;
  }

  @PostMapping("/invoices/{id}/sending")
  String sending(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.proceed(id, WrittenAs.DRAFT);
    return Reply.said(htmx, id, "It goes to the ledger as a draft.", response, flash);
  }
}
