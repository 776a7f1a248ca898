package dev.tandem.books.plan;

import dev.tandem.books.outbox.Forecast;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/**
 * What starting the plan as it stands will do over there.
 *
 * @param link clients that are linked with a contact that is there
 * @param restored how many of those contacts are archived and become active again
 * @param create contacts that are made
 * @param waiting clients that wait for a person, with all that belongs to them
 * @param invoices that follow by themselves
 * @param payments that follow by themselves
 * @param accounts what will be booked where
 * @param calls how many calls it takes, the readings among them
 */
public record Effect(
    int link,
    int restored,
    int create,
    int waiting,
    int invoices,
    int payments,
    List<Account> accounts,
    int calls,
    Forecast forecast) {

  /**
   * An account over there.
   *
   * @param code empty where the ledger's usual one is taken
   * @param name empty if the ledger has told none
   * @param currency of the amounts; an account has a row for each that occurs
   * @param sales what invoices book on it, without tax
   * @param tax of these sales
   * @param received what payments bring
   */
  public record Account(
      String code,
      String name,
      String currency,
      BigDecimal sales,
      BigDecimal tax,
      BigDecimal received) {}

  /** All accounts together, once for each currency, by its code. */
  public List<Account> totals() {
    var totals = new TreeMap<String, Account>();
    accounts.forEach(it -> totals.merge(it.currency(), it, Effect::plus));
    return List.copyOf(totals.values());
  }

  private static Account plus(Account one, Account other) {
    return new Account(
        "",
        "",
        one.currency(),
        one.sales().add(other.sales()),
        one.tax().add(other.tax()),
        one.received().add(other.received()));
  }
}
