package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.call.ListRules;
import java.util.List;

/** How the money side is listed. */
final class MoneyLists {
  static final ListRules BANK_TRANSACTIONS = new ListRules(true, true, List.of());

  private MoneyLists() {}
}
