package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.BookedPayments;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineChoices;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.WrittenAs;
import dev.tandem.practice.clients.Balance;
import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** One invoice as the client sees it, with what the practice needs around it. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class InvoiceController {

  private final Billing billing;
  private final BalancesNow balances;
  private final Clients clients;
  private final Setup setup;
  private final PaymentArrangements arrangements;
  private final AuditTrail trail;
  private final BookedPayments booked;
  private final LineChoices choices;
  private final Clock clock;

  InvoiceController(
      Billing billing,
      BalancesNow balances,
      Clients clients,
      Setup setup,
      PaymentArrangements arrangements,
      AuditTrail trail,
      ObjectProvider<BookedPayments> booked,
      ObjectProvider<LineChoices> choices,
      Clock clock) {
    this.booked = booked.getIfAvailable(() -> BookedPayments.NONE);
    this.choices = choices.getIfAvailable(() -> LineChoices.NONE);
    this.billing = billing;
    this.balances = balances;
    this.clients = clients;
    this.setup = setup;
    this.arrangements = arrangements;
    this.trail = trail;
    this.clock = clock;
  }

  /** The address that the ledger has of one that somebody else pays. */
  @GetMapping("/invoices/of/{client}/{id}")
  String whoseverItIs(@PathVariable ClientId client, @PathVariable InvoiceId id, Model model) {
    return page(id, model);
  }

  @GetMapping("/invoices/{id}")
  String page(@PathVariable InvoiceId id, Model model) {
    show(id, model);
    return "billing/invoice";
  }

  /** The living part of the page: asked again whenever the invoice changed, wherever that was. */
  @GetMapping("/invoices/{id}/state")
  String state(@PathVariable InvoiceId id, Model model) {
    show(id, model);
    return "billing/invoice :: invoice-state";
  }

  @GetMapping("/invoices/of-client/{client}")
  String ofClient(@PathVariable ClientId client, Model model) {
    model.addAttribute("client", clients.find(client));
    List<InvoiceView> invoices = billing.ofClient(client, 50);
    model.addAttribute("invoices", invoices);
    model.addAttribute("others", others(invoices));
    ClientView payer = usualPayer(client);
    model.addAttribute("usualPayer", payer);
    model.addAttribute("terms", arrangements.termsOf(payer == null ? client : payer.id()));
    model.addAttribute("pays", clients.byIds(arrangements.paidBy(client, 8)).values());
    Balance owed = balances.of(client);
    model.addAttribute("balance", owed.due());
    model.addAttribute("overdue", owed.overdue());
    model.addAttribute("currency", setup.practice().currency());
    model.addAttribute("today", today());
    return "billing/of-client :: invoices";
  }

  private @Nullable ClientView usualPayer(ClientId client) {
    ClientId payer = arrangements.payerOf(client);
    return payer == null ? null : clients.byIds(List.of(payer)).get(payer);
  }

  /** Who is named on invoices that one pays for another. */
  private Map<ClientId, ClientView> others(List<InvoiceView> invoices) {
    return clients.byIds(
        invoices.stream()
            .filter(it -> it.payer() != null)
            .flatMap(it -> Stream.of(it.client(), it.billTo()))
            .distinct()
            .toList());
  }

  private void show(InvoiceId id, Model model) {
    InvoiceView invoice = billing.find(id);
    model.addAttribute("invoice", invoice);
    model.addAttribute("books", choices.at(invoice.location()).orElse(null));
    model.addAttribute("sendable", sendable(invoice));
    model.addAttribute(
        "staying",
        booked.staying(invoice.standingPayments().stream().map(PaymentView::id).toList()).keySet());
    model.addAttribute("client", clients.find(invoice.client()));
    model.addAttribute("payer", clients.find(invoice.billTo()));
    model.addAttribute("profile", setup.practice());
    model.addAttribute(
        "location", invoice.location() == null ? null : setup.location(invoice.location()));
    model.addAttribute("story", trail.ofRecord(new RecordRef("invoice", id.value()), 50));
    model.addAttribute("today", today());
    model.addAttribute("payment", billing.freshPayment());
    model.addAttribute(
        "methods",
        Arrays.stream(PaymentMethod.values()).filter(it -> it != PaymentMethod.LEDGER).toList());
  }

  /** A draft of which the ledger has not heard, in a practice that sends drafts. */
  private boolean sendable(InvoiceView it) {
    return it.status() == InvoiceStatus.DRAFT
        && it.number() == null
        && WrittenAs.of(setup.preferences()) == WrittenAs.DRAFT;
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
