package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceAdvice;
import dev.tandem.practice.billing.InvoiceChangedMeanwhile;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Refused;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Cancels an invoice for good: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class VoidingController {

  private final Billing billing;
  private final Clients clients;
  private final InvoiceAdvice advice;

  VoidingController(Billing billing, Clients clients, ObjectProvider<InvoiceAdvice> advice) {
    this.billing = billing;
    this.clients = clients;
    this.advice = advice.getIfAvailable(() -> InvoiceAdvice.NONE);
  }

  /** What will happen, or why it cannot; nothing is done. */
  @GetMapping("/invoices/{id}/voiding")
  String show(@PathVariable InvoiceId id, Model model) {
    InvoiceView invoice = billing.find(id);
    model.addAttribute("invoice", invoice);
    model.addAttribute("client", clients.find(invoice.client()));
    model.addAttribute("payer", clients.find(invoice.billTo()));
    model.addAttribute("note", advice.onDate(invoice.date(), invoice.location()).orElse(null));
    try {
      billing.requireVoidable(id);
    } catch (Refused e) {
      model.addAttribute("why", e.getMessage());
    }
    return "billing/voiding";
  }

  /**
   * @param seen what was shown of it
   */
  @PostMapping("/invoices/{id}/voiding")
  String voiding(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "") String seen,
      Model model,
      HttpServletResponse response,
      RedirectAttributes flash) {
    try {
      billing.voidInvoice(id, seen);
    } catch (InvoiceChangedMeanwhile e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("changed", true);
      return show(id, model);
    } catch (Refused e) {
      response.setStatus(HttpStatus.CONFLICT.value());
      return show(id, model);
    }
    boolean numbered = billing.find(id).number() != null;
    flash.addFlashAttribute("said", numbered ? "Voided. The number stays used." : "Voided.");
    return "redirect:/invoices/" + id;
  }
}
