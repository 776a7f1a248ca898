package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Refused;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Gives an invoice another number, where the ledger has its own for another invoice. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_EDIT')")
class NumberController {

  private final Billing billing;

  NumberController(Billing billing) {
    this.billing = billing;
  }

  @GetMapping("/invoices/{id}/number")
  String ask(@PathVariable InvoiceId id, Model model) {
    model.addAttribute("invoice", billing.find(id));
    model.addAttribute("upcoming", billing.upcomingNumber());
    return "billing/number";
  }

  /**
   * @param instead the number that the person saw: sent twice, the form does nothing more
   */
  @PostMapping("/invoices/{id}/number")
  String give(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "") String instead,
      RedirectAttributes flash) {
    try {
      flash.addFlashAttribute(
          "said", "Its number is %s now.".formatted(billing.giveNextNumber(id, instead)));
    } catch (Refused e) {
      flash.addFlashAttribute("refused", e.getMessage());
    }
    return "redirect:/invoices/" + id;
  }
}
