package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.call.ListRules;
import java.util.List;

/** How the lists of the money side behave. */
final class MoneyLists {
  /** Xero: bank transactions, payments, overpayments and prepayments come by the page. */
  static final ListRules PAGED = new ListRules(true, true, List.of());

  /** Xero: batch payments come all at once. */
  static final ListRules WHOLE = new ListRules(false, true, List.of());

  private MoneyLists() {}
}
