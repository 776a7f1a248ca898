package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import dev.tandem.practice.clients.Clients;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Search from every page. Clients are found here; other modules add theirs as fragments at {@code
 * /invoices/search?q=} and {@code /appointments/search?q=}, which the page loads beside them.
 */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_VIEW')")
class SearchController {

  private static final int FEW = 6;

  private final Clients clients;

  SearchController(Clients clients) {
    this.clients = clients;
  }

  @GetMapping("/search")
  String search(
      @RequestParam(defaultValue = "") String q,
      @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
      Model model) {
    model.addAttribute("q", q.strip());
    if (!q.isBlank()) {
      int size = htmx == null ? ListQuery.ROWS : FEW;
      model.addAttribute(
          "found", clients.search(new ClientSearch(q, Status.ALL, Order.NAME, 1, size)));
    }
    return htmx == null ? "clients/search" : "clients/search :: found";
  }
}
