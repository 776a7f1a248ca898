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

  private final JdbcClient jdbc;

  LedgerChoices(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LineMending.Account> accounts(UUID tenant) {
    return jdbc.sql(
            """
            select code, name from practice.ledger_account
             where tenant = ? and active and code <> '' and type in ('REVENUE', 'SALES', 'OTHERINCOME')
             order by code""")
        .param(tenant)
        .query((row, _) -> new LineMending.Account(row.getString(1), row.getString(2)))
        .list();
  }

  List<LineMending.Tax> taxes(UUID tenant) {
    return jdbc.sql(
            """
            select tax_type, name, percent from practice.ledger_tax_rate
             where tenant = ? and active and for_revenue order by name, tax_type""")
        .param(tenant)
        .query(
            (row, _) ->
                new LineMending.Tax(row.getString(1), row.getString(2), row.getBigDecimal(3)))
        .list();
  }
}
