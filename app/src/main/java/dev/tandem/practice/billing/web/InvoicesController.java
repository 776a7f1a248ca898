package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoicePage;
import dev.tandem.practice.billing.InvoiceRow;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.setup.Setup;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of invoices, and the same as a file. */
@Controller
@PreAuthorize("hasAuthority('INVOICES_VIEW')")
class InvoicesController {

  private static final int ROWS = 50;
  private static final int FEW = 6;

  private final Billing billing;
  private final Clients clients;
  private final Setup setup;
  private final Clock clock;

  InvoicesController(Billing billing, Clients clients, Setup setup, Clock clock) {
    this.billing = billing;
    this.clients = clients;
    this.setup = setup;
    this.clock = clock;
  }

  @GetMapping("/invoices")
  String list(
      @RequestParam(required = false) InvoiceSearch.@Nullable State state,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "1") int page,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    InvoicePage found = billing.search(search(state, q, page, ROWS));
    model.addAttribute("found", found);
    model.addAttribute("clients", namesOf(found.rows()));
    model.addAttribute("state", state);
    model.addAttribute("states", InvoiceSearch.State.values());
    model.addAttribute("q", q);
    model.addAttribute("today", today());
    return htmx == null ? "billing/invoices" : "billing/invoices :: invoice-list";
  }

  /** The few that the search over everything shows. */
  @GetMapping("/invoices/search")
  String found(@RequestParam(defaultValue = "") String q, Model model) {
    InvoicePage found = billing.search(search(null, q, 1, FEW));
    model.addAttribute("found", found);
    model.addAttribute("clients", namesOf(found.rows()));
    model.addAttribute("today", today());
    model.addAttribute("q", q);
    return "billing/found :: found";
  }

  @GetMapping("/invoices.csv")
  void file(
      @RequestParam(required = false) InvoiceSearch.@Nullable State state,
      @RequestParam(defaultValue = "") String q,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader("Content-Disposition", "attachment; filename=\"invoices.csv\"");
    var file = new InvoiceFile(response.getWriter());
    InvoiceSearch search = search(state, q, 1, InvoiceSearch.MOST);
    List<InvoiceRow> portion = billing.portion(search, null);
    while (!portion.isEmpty()) {
      file.write(portion, namesOf(portion));
      portion = billing.portion(search, portion.getLast().id());
    }
  }

  private InvoiceSearch search(InvoiceSearch.@Nullable State state, String q, int page, int size) {
    return new InvoiceSearch(state, q, Named.like(q, clients), today(), page, size);
  }

  private Map<ClientId, ClientView> namesOf(List<InvoiceRow> rows) {
    return clients.byIds(rows.stream().flatMap(InvoiceRow::people).distinct().toList());
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
