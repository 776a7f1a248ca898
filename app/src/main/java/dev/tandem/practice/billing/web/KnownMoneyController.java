package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.Clock;
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

/** A payment that looks like money that is known: is it the same? Nothing is recorded before. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class KnownMoneyController {

  private final Billing billing;
  private final DoubleCounting doubles;
  private final Setup setup;
  private final Clock clock;

  KnownMoneyController(Billing billing, DoubleCounting doubles, Setup setup, Clock clock) {
    this.billing = billing;
    this.doubles = doubles;
    this.setup = setup;
    this.clock = clock;
  }

  @GetMapping("/invoices/{id}/payments/known")
  String ask(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable PaymentId page,
      @RequestParam(defaultValue = "0") BigDecimal amount,
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "CARD") PaymentMethod method,
      @RequestParam(defaultValue = "") String reference,
      Model model) {
    InvoiceView invoice = billing.find(id);
    refuseUnpayable(amount);
    LocalDate day = day(date);
    PaymentId payment = page == null ? billing.freshPayment() : page;
    var typed = new PaymentDetails(day, amount, method, reference, null);
    model.addAttribute("invoice", invoice);
    model.addAttribute("twins", doubles.of(invoice, payment, typed));
    model.addAttribute("deposit", invoice.currency().equals(setup.practice().currency()));
    model.addAttribute("taken", billing.isTaken(payment));
    model.addAttribute("page", payment);
    model.addAttribute("amount", amount);
    model.addAttribute("date", day);
    model.addAttribute("method", method);
    model.addAttribute("reference", reference);
    return "billing/known-money";
  }

  /**
   * @param known as {@link dev.tandem.practice.billing.PaymentTwin#key}
   */
  @PostMapping("/invoices/{id}/payments/known")
  String same(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable PaymentId page,
      @RequestParam(defaultValue = "0") BigDecimal amount,
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam(defaultValue = "CARD") PaymentMethod method,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "") List<String> known,
      RedirectAttributes flash) {
    refuseUnpayable(amount);
    PaymentId payment = page == null ? billing.freshPayment() : page;
    var typed = new PaymentDetails(day(date), amount, method, reference, null);
    if (doubles.same(id, payment, typed, known) != DoubleCounting.Same.NOTHING_RECORDED) {
      // The page that asks says which of the two it is, and what can be done.
      return "redirect:" + AskedTwice.page(id, payment, typed);
    }
    boolean deposit = known.stream().anyMatch(it -> it.startsWith("deposit:"));
    flash.addFlashAttribute(
        "said",
        deposit
            ? "Nothing was recorded. The deposit can be used for this invoice below."
            : "Nothing was recorded: it is the same money." + stillOwed(billing.find(id)));
    return "redirect:/invoices/" + id;
  }

  /** It would be written out on the page. */
  private static void refuseUnpayable(BigDecimal amount) {
    if (amount.signum() != 0 && !Money.keepable(amount)) {
      throw new InvalidInput("amount", "Nobody can pay this amount.");
    }
  }

  /** What is known may be less than what was typed. */
  private static String stillOwed(InvoiceView it) {
    return it.status() == InvoiceStatus.APPROVED && it.due().signum() > 0
        ? " %s still owes %s.".formatted(it.number(), Money.text(it.due(), it.currency()))
        : "";
  }

  private LocalDate day(@Nullable LocalDate said) {
    return said == null ? LocalDate.now(clock.withZone(setup.practice().zone())) : said;
  }
}
