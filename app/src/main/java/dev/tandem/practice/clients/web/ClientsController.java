package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientPage;
import dev.tandem.practice.clients.ClientSearch.Order;
import dev.tandem.practice.clients.ClientSearch.Status;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.clients.csv.CsvOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The list of clients, and the same as a file. */
@Controller
@PreAuthorize("hasAuthority('CLIENTS_VIEW')")
class ClientsController {

  private final Clients clients;
  private final BalancesNow balances;

  ClientsController(Clients clients, BalancesNow balances) {
    this.clients = clients;
    this.balances = balances;
  }

  @GetMapping("/clients")
  String list(
      ListQuery query,
      @RequestHeader(name = "HX-Target", required = false) @Nullable String target,
      HttpServletResponse response,
      Model model) {
    ClientPage page = clients.search(query.search());
    model.addAttribute("page", page);
    model.addAttribute(
        "balances", balances.of(page.clients().stream().map(ClientView::id).toList()));
    model.addAttribute("query", query);
    model.addAttribute("statuses", Status.values());
    model.addAttribute("orders", Order.values());
    model.addAttribute("badges", badges(page));
    // The same address answers a page or its list: a browser's store must not mix them up.
    response.addHeader(HttpHeaders.VARY, "HX-Target");
    return "client-list".equals(target) ? "clients/list :: list" : "clients/list";
  }

  /** Everybody that the list shows, on all its pages, in the order of names. */
  @GetMapping("/clients/export")
  void export(ListQuery query, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("clients.csv").build().toString());
    try (var out = new CsvOutput(response.getOutputStream())) {
      out.write(Arrays.stream(ClientField.values()).map(ClientField::label).toList());
      List<ClientView> portion = clients.portion(query.search(), null);
      while (!portion.isEmpty()) {
        portion.forEach(it -> out.write(List.copyOf(it.details().fields().values())));
        portion = clients.portion(query.search(), portion.getLast().id());
      }
    }
  }

  /** One question to the ledger for all rows; null if there are none. */
  private static @Nullable String badges(ClientPage page) {
    return page.clients().isEmpty()
        ? null
        : page.clients().stream()
            .map(it -> "client=" + it.id())
            .collect(Collectors.joining("&", "/ledger/badges?", ""));
  }
}
