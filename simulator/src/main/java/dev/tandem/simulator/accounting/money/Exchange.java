package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.documents.DocumentCurrency;
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
    ObjectNode asked = sent.deepCopy();
    if (!choice || Fields.said(sent, "CurrencyCode").isEmpty()) {
      asked.put("CurrencyCode", accounts.currency(account));
    }
    new DocumentCurrency(ledger).copy(asked, next, problems);
  }

  /**
   * What reaches the bank account. Xero: the amount is in the document's currency; BankAmount
   * (since June 2026 it may be sent) is in the account's. Gains and losses are not booked.
   */
  void convert(
      ObjectNode sent,
      ObjectNode payment,
      PaidDocument document,
      String accountCurrency,
      Problems problems) {
    BigDecimal amount = Fields.amount(payment, "Amount");
    BigDecimal given = Fields.number(sent, "CurrencyRate").orElseGet(document::rate);
    problems.errorIf(given.signum() <= 0, "Currency rate must be greater than 0");
    boolean foreign = !document.currency().equals(base());
    boolean same = document.currency().equals(accountCurrency);
    if (same || given.signum() <= 0) {
      payment.put("CurrencyRate", rate(foreign ? given : BigDecimal.ONE));
      return;
    }
    BigDecimal banked =
        Fields.number(sent, "BankAmount")
            .map(Fields::cents)
            .orElseGet(() -> banked(amount, given, foreign));
    problems.errorIf(banked.signum() <= 0, "Bank amount must be greater than zero");
    payment.put("BankAmount", banked);
    boolean told = Fields.present(sent, "BankAmount") && banked.signum() > 0;
    payment.put("CurrencyRate", rate(told ? implied(amount, banked, foreign) : given));
  }

  /** Foreign amounts are divided by the rate, amounts in the base currency multiplied. */
  private static BigDecimal banked(BigDecimal amount, BigDecimal rate, boolean foreign) {
    return foreign
        ? amount.divide(rate, 2, RoundingMode.HALF_UP)
        : Fields.cents(amount.multiply(rate));
  }

  private static BigDecimal implied(BigDecimal amount, BigDecimal banked, boolean foreign) {
    return foreign
        ? amount.divide(banked, 6, RoundingMode.HALF_UP)
        : banked.divide(amount.signum() == 0 ? BigDecimal.ONE : amount, 6, RoundingMode.HALF_UP);
  }

  static BigDecimal rate(BigDecimal rate) {
    return rate.setScale(6, RoundingMode.HALF_UP);
  }
}
