package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.BookedPayments;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.setup.Setup;
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
import org.springframework.web.util.UriComponentsBuilder;

/** Money coming in for an invoice, and taking back what was recorded by mistake. */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class PaymentController {

  private final Billing billing;
  private final BookedPayments booked;
  private final Setup setup;
  private final Clock clock;

  PaymentController(
      Billing billing, ObjectProvider<BookedPayments> booked, Setup setup, Clock clock) {
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
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    LocalDate day = date == null ? LocalDate.now(clock.withZone(setup.practice().zone())) : date;
    PaymentId payment = page == null ? billing.freshPayment() : page;
    InvoiceView invoice = billing.find(id);
    // A button pressed twice says the same twice: it is no second payment, nor too much.
    if (!billing.isTaken(payment)
        && invoice.status() == InvoiceStatus.APPROVED
        && amount.compareTo(invoice.due()) > 0) {
      return more(id, day, amount, method, reference, htmx, response);
    }
    billing.takePayment(payment, id, new PaymentDetails(day, amount, method, reference, null));
    return Reply.said(htmx, id, "Payment recorded.", response, flash);
  }

  /** What becomes of the rest is shown before anything is done. */
  private static String more(
      InvoiceId id,
      LocalDate day,
      BigDecimal amount,
      PaymentMethod method,
      String reference,
      @Nullable String htmx,
      HttpServletResponse response) {
    String page =
        UriComponentsBuilder.fromPath("/invoices/{id}/overpayment")
            .queryParam("amount", "{amount}")
            .queryParam("date", "{date}")
            .queryParam("method", "{method}")
            .queryParam("reference", "{reference}")
            .encode()
            .buildAndExpand(id, amount.toPlainString(), day, method, reference)
            .toUriString();
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
