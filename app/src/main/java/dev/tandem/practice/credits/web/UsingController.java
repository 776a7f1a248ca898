package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Using;
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

/** What is left of a credit note is used for an invoice, and taken off it again. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT') and hasAuthority('PAYMENTS_TAKE')")
class UsingController {

  private final Using using;
  private final Billing billing;
  private final UsePage page;

  UsingController(Using using, Billing billing, UsePage page) {
    this.using = using;
    this.page = page;
    this.billing = billing;
  }

  /** Both balances as they would be, or why it cannot be; asked while the amount is written. */
  @GetMapping("/invoices/{id}/use-of-credit/preview")
  String preview(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable CreditNoteId note,
      @RequestParam(required = false) @Nullable String amount,
      Model model) {
    billing.find(id);
    try {
      model.addAttribute("planned", using.preview(chosen(note), id, UsePage.written(amount)));
    } catch (InvalidInput e) {
      model.addAttribute("refused", String.join(" ", e.errors().values()));
    } catch (Refused e) {
      model.addAttribute("refused", e.getMessage());
    }
    return "credits/use :: after";
  }

  private static CreditNoteId chosen(@Nullable CreditNoteId note) {
    if (note == null) {
      throw new InvalidInput("note", "Choose the credit that is used");
    }
    return note;
  }

  @PostMapping("/invoices/{id}/use-of-credit")
  String use(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable CreditNoteId note,
      @RequestParam(required = false) @Nullable String amount,
      @RequestParam(defaultValue = "") String seen,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.find(id);
    try {
      using.use(chosen(note), id, UsePage.written(amount), seen);
    } catch (InvalidInput | Refused e) {
      if (htmx != null) {
        throw e;
      }
      return page.refused(id, note, amount, e, model, response);
    }
    return said(htmx, id, "Used. The invoice owes that much less.", response, flash);
  }

  @PostMapping("/used-credits/{id}/removal")
  String takeOff(
      @PathVariable AllocationId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    return said(
        htmx,
        using.takeOff(id),
        "Taken off. The invoice is owed again, and the credit can be used elsewhere.",
        response,
        flash);
  }

  /** In place for htmx, by going to the invoice otherwise. */
  private static String said(
      @Nullable String htmx,
      InvoiceId invoice,
      String words,
      HttpServletResponse response,
      RedirectAttributes flash) {
    if (htmx == null) {
      flash.addFlashAttribute("said", words);
      return "redirect:/invoices/" + invoice;
    }
    response.setHeader("HX-Trigger", "{\"said\":\"" + words + "\"}");
    return "credits/credits :: nothing";
  }
}
