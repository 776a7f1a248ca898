package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.BookedCredits;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.InvalidInput;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
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

/** A client's credit is used for an invoice, or taken off it again. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class DrawingController {

  private final Drawing drawing;
  private final Advances advances;
  private final Using using;
  private final Billing billing;
  private final BookedCredits booked;

  DrawingController(
      Drawing drawing,
      Advances advances,
      Using using,
      Billing billing,
      ObjectProvider<BookedCredits> booked) {
    this.booked = booked.getIfAvailable(() -> BookedCredits.NONE);
    this.drawing = drawing;
    this.advances = advances;
    this.using = using;
    this.billing = billing;
  }

  /** A part of the invoice's page; by itself where that cannot fetch it. */
  @GetMapping("/invoices/{id}/usable-credit")
  String usable(
      @PathVariable InvoiceId id,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    InvoiceView invoice = billing.find(id);
    boolean owed = invoice.status() == InvoiceStatus.APPROVED && invoice.due().signum() > 0;
    model.addAttribute("invoice", invoice);
    List<AdvanceView> used = advances.settling(id);
    model.addAttribute("used", used);
    model.addAttribute(
        "staying",
        booked
            .staying(
                used.stream()
                    .flatMap(it -> it.allocations().stream())
                    .map(it -> it.id().value())
                    .toList())
            .keySet());
    model.addAttribute(
        "usable", owed ? advances.usable(invoice.billTo(), invoice.currency()) : List.of());
    model.addAttribute("notes", using.usable(id));
    return htmx == null ? "credits/use-page" : "credits/use :: use";
  }

  @PostMapping("/invoices/{id}/use-of-deposit")
  @PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
  String use(
      @PathVariable InvoiceId id,
      @RequestParam(required = false) @Nullable AdvanceId deposit,
      @RequestParam BigDecimal amount,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      HttpServletResponse response,
      RedirectAttributes flash) {
    billing.find(id);
    if (deposit == null) {
      throw new InvalidInput("deposit", "Which one");
    }
    drawing.use(deposit, id, amount);
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
        "Taken off. The invoice is owed again, and the client has the credit back.",
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
