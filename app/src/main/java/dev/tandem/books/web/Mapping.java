package dev.tandem.books.web;

import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.practice.setup.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which account and tax of the ledger each service goes to.
 *
 * @param accounts those that income may go to, as last read; empty before the first reading
 * @param taxes those that count for income
 */
public record Mapping(List<Row> rows, List<Account> accounts, List<LedgerTaxRate> taxes) {

  public record Account(String code, String name) {}

  /**
   * @param problem why the ledger will refuse it, if it will
   */
  public record Row(
      ServiceId id,
      String service,
      String account,
      boolean accountKnown,
      String tax,
      boolean taxKnown,
      @Nullable String problem) {}
}
