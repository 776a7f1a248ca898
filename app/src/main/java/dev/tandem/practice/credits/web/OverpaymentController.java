package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LooksLikeTwice;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.Overpaying;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** More is paid than an invoice owes: shown first, then done. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class OverpaymentController {

  private final Overpaying overpaying;
  private final DoubleCounting doubles;
  private final Billing billing;
  private final Advances advances;

  OverpaymentController(
      Overpaying overpaying, DoubleCounting doubles, Billing billing, Advances advances) {
    this.doubles = doubles;
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
      @RequestParam(defaultValue = "") List<String> sure,
      Model model) {
    if (amount.signum() != 0 && !Money.keepable(amount)) {
      throw new InvalidInput("amount", "Nobody can pay this amount.");
    }
    model.addAttribute("sure", sure);
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
      @RequestParam(defaultValue = "") List<String> sure,
      RedirectAttributes flash) {
    doubles.freshen(id);
    LocalDate day = date == null ? advances.today() : date;
    try {
      overpaying.take(
          page == null ? advances.fresh() : page,
          id,
          new PaymentDetails(day, amount, method, reference, null),
          seen,
          Sure.ofThese(sure));
    } catch (LooksLikeTwice e) {
      return known(id, day, amount, method, reference);
    }
    flash.addFlashAttribute(
        "said",
        "Paid. %s stay as credit: another invoice can use it, or it is given back."
            .formatted(Money.text(amount.subtract(seen), billing.find(id).currency())));
    return "redirect:/invoices/" + id;
  }

  /** It came in while this page was looked at. */
  private String known(
      InvoiceId id, LocalDate day, BigDecimal amount, PaymentMethod method, String reference) {
    return "redirect:"
        + UriComponentsBuilder.fromPath("/invoices/{id}/payments/known")
            .queryParam("page", billing.freshPayment().toString())
            .queryParam("amount", amount.toPlainString())
            .queryParam("date", day)
            .queryParam("method", method)
            .queryParam("reference", "{reference}")
            .encode()
            .buildAndExpand(id, reference)
            .toUriString();
  }
}
