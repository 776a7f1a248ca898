package dev.tandem.practice.billing.web;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.List;

/** Invoices are looked for by whom they are for, too. */
class Named {

  private Named() {}

  /** Those who may be meant; nobody if nothing was typed. */
  static List<ClientId> like(String typed, Clients clients) {
    if (typed.isBlank()) {
      return List.of();
    }
    var search =
        new ClientSearch(
            typed, ClientSearch.Status.ALL, ClientSearch.Order.NAME, 1, ClientSearch.MOST);
    return clients.search(search).clients().stream().map(ClientView::id).toList();
  }
}
