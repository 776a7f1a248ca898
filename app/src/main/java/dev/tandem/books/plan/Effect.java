package dev.tandem.books.plan;

import dev.tandem.books.outbox.Forecast;
import java.math.BigDecimal;
import java.util.List;

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
   * @param sales what invoices book on it, without tax
   * @param tax of these sales
   * @param received what payments bring
   */
  public record Account(
      String code, String name, BigDecimal sales, BigDecimal tax, BigDecimal received) {}

  public BigDecimal sales() {
    return accounts.stream().map(Account::sales).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public BigDecimal tax() {
    return accounts.stream().map(Account::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  public BigDecimal received() {
    return accounts.stream().map(Account::received).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
