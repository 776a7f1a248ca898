package dev.tandem.books.refusals;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts and taxes of an organisation that an invoice may go to, as last read. */
@Repository
@Transactional(readOnly = true)
class LedgerChoices {

  private static final String[] INCOME = {"REVENUE", "SALES", "OTHERINCOME"};
  private static final String[] INCOME_OR_LOSS = {
    "REVENUE", "SALES", "OTHERINCOME", "EXPENSE", "OVERHEADS", "DIRECTCOSTS"
  };

  private final JdbcClient jdbc;

  LedgerChoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param credit for a credit note: one that writes off a debt is booked as a loss
   */
  List<LineMending.Account> accounts(UUID tenant, boolean credit) {
    return jdbc.sql(
            """
            select code, name from practice.ledger_account
             where tenant = ? and active and code <> '' and type = any(?)
             order by code""")
        .param(tenant)
        .param(credit ? INCOME_OR_LOSS : INCOME)
        .query((row, _) -> new LineMending.Account(row.getString(1), row.getString(2)))
        .list();
  }

  /** Xero: a tax on sales goes on no account for expenses, nor the other way round. */
  List<LineMending.Tax> taxes(UUID tenant, boolean credit) {
    return jdbc.sql(
            """
            select tax_type, name, percent from practice.ledger_tax_rate
             where tenant = ? and active and (for_revenue or ?) order by name, tax_type""")
        .param(tenant)
        .param(credit)
        .query(
            (row, _) ->
                new LineMending.Tax(row.getString(1), row.getString(2), row.getBigDecimal(3)))
        .list();
  }
}
