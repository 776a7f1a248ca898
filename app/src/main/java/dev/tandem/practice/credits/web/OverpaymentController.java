package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.Overpaying;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** More is paid than an invoice owes: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class OverpaymentController {

  private final Overpaying overpaying;
  private final Billing billing;
  private final Advances advances;

  OverpaymentController(Overpaying overpaying, Billing billing, Advances advances) {
    this.billing = billing;
    this.overpaying = overpaying;
    this.advances = advances;
  }

  @GetMapping("/invoices/{id}/overpayment")
  String show(
      @PathVariable InvoiceId id,
      @RequestParam(defaultValue = "0") BigDecimal amount,
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "CARD") PaymentMethod method,
      @RequestParam(defaultValue = "") String reference,
      Model model) {
    try {
      model.addAttribute("split", overpaying.preview(id, amount));
    } catch (Refused e) {
      model.addAttribute("refused", e.getMessage());
    } catch (InvalidInput e) {
      model.addAttribute("refused", e.errors().values().iterator().next() + ".");
    }
    model.addAttribute("invoice", billing.find(id));
    model.addAttribute("amount", amount);
    model.addAttribute("date", date == null ? advances.today() : date);
    model.addAttribute("method", method);
    model.addAttribute("reference", reference);
    model.addAttribute("page", advances.fresh());
    return "credits/overpayment";
  }

  /**
   * @param seen what the invoice owed on the page
   */
  @PostMapping("/invoices/{id}/overpayment")
  String take(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable AdvanceId page,
      @RequestParam(defaultValue = "0") BigDecimal amount,
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "CARD") PaymentMethod method,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "0") BigDecimal seen,
      RedirectAttributes flash) {
    overpaying.take(
        page == null ? advances.fresh() : page,
        id,
        new PaymentDetails(date == null ? advances.today() : date, amount, method, reference, null),
        seen);
    flash.addFlashAttribute(
        "said",
        "Paid. %s stay as credit: another invoice can use it, or it is given back."
            .formatted(Money.text(amount.subtract(seen), billing.find(id).currency())));
    return "redirect:/invoices/" + id;
  }
}
