package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a client has to their credit, and each part of it with a receipt to print. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class ClientCreditController {

  private final Advances advances;
  private final Clients clients;
  private final Billing billing;
  private final Setup setup;
  private final AuditTrail trail;

  ClientCreditController(
      Advances advances, Clients clients, Billing billing, Setup setup, AuditTrail trail) {
    this.billing = billing;
    this.advances = advances;
    this.clients = clients;
    this.setup = setup;
    this.trail = trail;
  }

  /** A part of the client's page. */
  @GetMapping("/deposits/of-client/{client}")
  String ofClient(@PathVariable ClientId client, Model model) {
    List<AdvanceView> all = advances.ofClient(client);
    model.addAttribute("client", clients.find(client));
    model.addAttribute("advances", all);
    model.addAttribute("left", left(all));
    return "credits/of-client :: credit";
  }

  /** By currency: different ones are never added. */
  private static Map<String, BigDecimal> left(List<AdvanceView> all) {
    var left = new LinkedHashMap<String, BigDecimal>();
    all.stream()
        .filter(it -> it.remaining().signum() > 0)
        .forEach(it -> left.merge(it.currency(), it.remaining(), BigDecimal::add));
    return left;
  }

  @GetMapping("/deposits/{id}")
  String page(@PathVariable AdvanceId id, Model model) {
    AdvanceView advance = advances.find(id);
    model.addAttribute("advance", advance);
    model.addAttribute("client", clients.find(advance.client()));
    model.addAttribute("profile", setup.practice());
    model.addAttribute(
        "location", advance.location() == null ? null : setup.location(advance.location()));
    model.addAttribute("numbers", numbers(advance));
    model.addAttribute("story", trail.ofRecord(new RecordRef("advance", id.value()), 50));
    return "credits/deposit";
  }

  private Map<InvoiceId, String> numbers(AdvanceView advance) {
    List<InvoiceId> using =
        advance.allocations().stream()
            .map(AllocationView::invoice)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    var numbers = new HashMap<InvoiceId, String>();
    billing
        .byIds(using)
        .forEach(it -> numbers.put(it.id(), Objects.requireNonNullElse(it.number(), "Draft")));
    return numbers;
  }
}
