package dev.tandem.practice.clients;

import java.util.List;

/**
 * Many clients were added or changed at once, by an import; no event of their own is published for
 * each. Published in the transaction of the change, some hundred clients at a time, so that
 * listeners can work in sets.
 */
public record ClientsImported(List<ClientId> clients) {

  public ClientsImported {
    clients = List.copyOf(clients);
  }
}
