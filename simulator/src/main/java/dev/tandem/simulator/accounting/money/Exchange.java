package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Currencies and rates. Xero: a rate says how much of the foreign currency one unit of the base
 * currency buys, with at most six decimals.
 */
final class Exchange {
  private final Ledger ledger;
  private final MoneyAccounts accounts;

  Exchange(Ledger ledger) {
    this.ledger = ledger;
    this.accounts = new MoneyAccounts(ledger);
  }

  String base() {
    return ledger.organisation().path("BaseCurrency").asString();
  }

  /** Xero: a bank transaction is in its account's currency; only an overpayment may name one. */
  void copy(
      ObjectNode sent, ObjectNode next, ObjectNode account, boolean choice, Problems problems) {
    String ofAccount = accounts.currency(account);
    String asked = Fields.said(sent, "CurrencyCode").orElse(ofAccount);
    refuseUnsubscribed(asked, problems);
    String currency = choice ? asked : ofAccount;
    next.put("CurrencyCode", currency);
    if (currency.equals(base())) {
      next.put("CurrencyRate", rate(BigDecimal.ONE));
    } else {
      Fields.number(sent, "CurrencyRate").ifPresent(it -> next.put("CurrencyRate", rate(it)));
      if (!next.has("CurrencyRate")) {
        next.put("CurrencyRate", rate(BigDecimal.ONE));
      }
    }
    problems.errorIf(
        Fields.amount(next, "CurrencyRate").signum() <= 0, "Currency rate must be greater than 0");
  }

  private void refuseUnsubscribed(String currency, Problems problems) {
    problems.errorIf(
        !currency.equals(base()) && !ledger.currencies().contains(currency),
        "Organisation is not subscribed to currency " + currency);
  }

  static BigDecimal rate(BigDecimal rate) {
    return rate.setScale(6, RoundingMode.HALF_UP);
  }
}
