package dev.tandem.practice.clients;

import java.util.Collection;
import java.util.Map;

/** What clients owe today. Invoices stand above clients, so they tell it and are not asked. */
public interface BalancesNow {

  /** One for each, all in one reading. */
  Map<ClientId, Balance> of(Collection<ClientId> clients);

  Balance of(ClientId client);
}
