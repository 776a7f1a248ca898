package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoicePage;
import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Somebody stands at the desk with money: which invoice is it for? */
@Controller
@PreAuthorize("hasAuthority('PAYMENTS_TAKE')")
class PaymentChoiceController {

  private static final int ROWS = 20;

  private final Billing billing;
  private final Clients clients;
  private final Setup setup;
  private final Clock clock;

  PaymentChoiceController(Billing billing, Clients clients, Setup setup, Clock clock) {
    this.billing = billing;
    this.clients = clients;
    this.setup = setup;
    this.clock = clock;
  }

  @GetMapping("/payments/new")
  String choose(
      @RequestParam(defaultValue = "") String q,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    LocalDate today = LocalDate.now(clock.withZone(setup.practice().zone()));
    InvoicePage found =
        billing.search(
            new InvoiceSearch(InvoiceSearch.State.DUE, q, Named.like(q, clients), today, 1, ROWS));
    model.addAttribute("found", found);
    model.addAttribute(
        "clients",
        clients.byIds(found.rows().stream().flatMap(InvoiceRow::people).distinct().toList()));
    model.addAttribute("today", today);
    model.addAttribute("q", q);
    return htmx == null ? "billing/pay" : "billing/pay :: open";
  }
}
