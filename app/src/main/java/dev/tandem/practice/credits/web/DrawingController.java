package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A client's credit is used for an invoice, or taken off it again. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class DrawingController {

  private final Drawing drawing;
  private final UsePage page;
  private final Billing billing;

  DrawingController(Drawing drawing, UsePage page, Billing billing) {
    this.drawing = drawing;
    this.page = page;
    this.billing = billing;
  }

  /** A part of the invoice's page; by itself where that cannot fetch it. */
  @GetMapping("/invoices/{id}/usable-credit")
  String usable(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    return page.show(id, htmx != null, model);
  }

  @PostMapping("/invoices/{id}/use-of-deposit")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String use(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable AdvanceId deposit,
      @RequestParam(required = false) @Nullable String amount,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.find(id);
    try {
      if (deposit == null) {
        throw new InvalidInput("deposit", "Choose the credit that is used");
      }
      drawing.use(deposit, id, UsePage.written(amount));
    } catch (InvalidInput | Refused e) {
      if (htmx != null) {
        throw e;
      }
      return page.refused(id, deposit, amount, e, model, response);
    }
    return said(htmx, "/invoices/" + id, "Used. The invoice owes that much less.", response, flash);
  }

  @PostMapping("/used-deposits/{id}/removal")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String takeOff(
      @PathVariable AllocationId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    InvoiceId invoice = drawing.takeOff(id);
    return said(
        htmx,
        "/invoices/" + invoice,
        "Taken off. The invoice is owed again, and the credit can be used elsewhere.",
        response,
        flash);
  }

  /** In place for htmx, by going to the page otherwise. */
  private static String said(
      @Nullable String htmx,
      String page,
      String words,
      HttpServletResponse response,
      RedirectAttributes flash) {
    if (htmx == null) {
      flash.addFlashAttribute("said", words);
      return "redirect:" + page;
    }
    response.setHeader("HX-Trigger", "{\"said\":\"" + words + "\"}");
    return "credits/credits :: nothing";
  }
}
