package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.BookedPayments;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LooksLikeTwice;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Money coming in for an invoice, and taking back what was recorded by mistake. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class PaymentController {

  private final Billing billing;
  private final DoubleCounting doubles;
  private final BookedPayments booked;
  private final Setup setup;
  private final Clock clock;

  PaymentController(
      Billing billing,
      DoubleCounting doubles,
      ObjectProvider<BookedPayments> booked,
      Setup setup,
      Clock clock) {
    this.doubles = doubles;
    this.booked = booked.getIfAvailable(() -> BookedPayments.NONE);
    this.billing = billing;
    this.setup = setup;
    this.clock = clock;
  }

  @PostMapping("/invoices/{id}/payments")
  String take(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable PaymentId page,
      @RequestParam BigDecimal amount,
      @RequestParam(required = false) @Nullable LocalDate date,
      @RequestParam PaymentMethod method,
      @RequestParam(defaultValue = "") String reference,
      @RequestParam(defaultValue = "") List<String> sure,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    LocalDate day = date == null ? today() : date;
    PaymentId payment = page == null ? billing.freshPayment() : page;
    var typed = new PaymentDetails(day, amount, method, reference, null);
    // A button pressed twice says the same twice: it is no second payment, nor too much.
    if (!billing.isTaken(payment)) {
      doubles.freshen(id);
      InvoiceView invoice = billing.find(id);
      if (!Sure.ofThese(sure).covers(doubles.of(invoice, payment, typed))) {
        return go(AskedTwice.page(id, payment, typed), htmx, response);
      }
      if (invoice.status() == InvoiceStatus.APPROVED
          && amount.compareTo(invoice.due()) > 0
          && Money.keepable(amount)) {
        // What becomes of the rest is shown before anything is done.
        return go(AskedTwice.more(id, typed, sure), htmx, response);
      }
    }
    try {
      doubles.take(payment, id, typed, Sure.ofThese(sure));
    } catch (LooksLikeTwice e) {
      return go(AskedTwice.page(id, payment, typed), htmx, response);
    }
    return Reply.said(htmx, id, "Payment recorded.", response, flash);
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }

  private static String go(String page, @Nullable String htmx, HttpServletResponse response) {
    if (htmx == null) {
      return "redirect:" + page;
    }
    response.setHeader("HX-Redirect", page);
    return "billing/invoice :: nothing";
  }

  /** What it would do, or why it cannot be done and what can be done instead. */
  @GetMapping("/payments/{id}/removal")
  String removal(@PathVariable PaymentId id, Model model) {
    PaymentView payment =
        billing.paymentsByIds(List.of(id)).stream()
            .findFirst()
            .orElseThrow(() -> new NoSuchRecord("payment", id));
    model.addAttribute("payment", payment);
    model.addAttribute("invoice", billing.find(payment.invoice()));
    model.addAttribute("stays", booked.staying(List.of(id)).get(id));
    return "billing/removal";
  }

  @PostMapping("/payments/{id}/removal")
  String remove(
      @PathVariable PaymentId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    InvoiceId invoice = billing.removePayment(id);
    return Reply.said(
        htmx, invoice, "Payment removed; the invoice is owed again.", response, flash);
  }
}
