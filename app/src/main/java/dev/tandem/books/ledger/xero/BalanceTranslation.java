package dev.tandem.books.ledger.xero;

import dev.tandem.books.ledger.LedgerBalance;
import dev.tandem.xero.accounting.XeroReport;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Xero's bank summary. Its columns are the account, what it had, took in, gave out and has; a
 * column for gains of exchange may stand before the last.
 */
final class BalanceTranslation {

  private static final String ACCOUNT = "accountID";
  private static final int OPENING = 1;
  private static final int RECEIVED = 2;
  private static final int SPENT = 3;

  private BalanceTranslation() {}

  static List<LedgerBalance> balances(XeroReport report) {
    return report.figures().stream().flatMap(it -> balance(it).stream()).toList();
  }

  /** Empty for a row that is about no account, or says something else than amounts. */
  private static Optional<LedgerBalance> balance(XeroReport.Row row) {
    int last = row.cells() == null ? 0 : row.cells().size() - 1;
    try {
      return row.attribute(ACCOUNT)
          .filter(_ -> last > SPENT)
          .map(
              account ->
                  new LedgerBalance(
                      account,
                      amount(row, OPENING),
                      amount(row, RECEIVED),
                      amount(row, SPENT),
                      amount(row, last)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** Xero leaves a cell without a figure empty. */
  private static BigDecimal amount(XeroReport.Row row, int cell) {
    String text = row.text(cell).strip().replace(",", "");
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }
}
