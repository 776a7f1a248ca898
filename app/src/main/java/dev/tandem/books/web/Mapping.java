package dev.tandem.books.web;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.ledger.LedgerTaxRate;
import dev.tandem.practice.setup.ServiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which account and tax of the ledger each service goes to.
 *
 * @param organisation beside whose accounts the services are shown; null if none is connected
 * @param organisations those that can be shown
 * @param accounts those that income may go to, as last read; empty before the first reading
 * @param taxes those that count for income
 */
public record Mapping(
    @Nullable Binding organisation,
    List<Binding> organisations,
    List<Row> rows,
    List<Account> accounts,
    List<LedgerTaxRate> taxes) {

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
