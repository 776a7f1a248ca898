package dev.tandem.books.mirror;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditAccounts;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of the organisation that has the invoice, or will have it, as last read. */
@Repository
@Transactional(readOnly = true)
class LedgerCreditAccounts implements CreditAccounts {

  /**
   * Where the invoice or advance is, or waits to go; before that any organisation's accounts are a
   * guess.
   */
  private static final String TENANT =
      """
      (select l.tenant from practice.link l where l.kind in ('invoice', 'advance') and l.record = :invoice
       union all
       select p.tenant from practice.pending_push p where p.kind in ('invoice', 'advance') and p.record = :invoice
       limit 1)""";

  private final JdbcClient jdbc;

  LedgerCreditAccounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Account> banks(InvoiceId invoice) {
    return banks(invoice.value());
  }

  @Override
  public List<Account> banks(AdvanceId advance) {
    return banks(advance.value());
  }

  private List<Account> banks(UUID record) {
    return jdbc.sql(
            """
            select ledger_id as key, name, row_number() over (order by bank desc, code nulls last, name) = 1 as likely
              from practice.ledger_account
             where tenant = %s and active and payable
             order by bank desc, code nulls last, name"""
                .formatted(TENANT))
        .param("invoice", record)
        .query(LedgerCreditAccounts::account)
        .list();
  }

  /** What is called a bad debt or a write-off comes first, and is meant unless a person says so. */
  @Override
  public List<Account> losses(InvoiceId invoice) {
    return jdbc.sql(
            """
            select code as key, code || ' ' || name as name,
                   lower(name) similar to '%%(bad debt|doubtful|write.off|written off)%%' as likely
              from practice.ledger_account
             where tenant = %s and active and code is not null
               and type in ('EXPENSE', 'OVERHEADS', 'DIRECTCOSTS')
             order by 3 desc, code"""
                .formatted(TENANT))
        .param("invoice", invoice.value())
        .query(LedgerCreditAccounts::account)
        .list();
  }

  /**
   * The account's own if it has that rate, else one for expenses. Xero: a tax on sales is refused
   * on an account for expenses.
   */
  @Override
  public Optional<String> taxOfLoss(InvoiceId invoice, String account, BigDecimal percent) {
    UUID id = invoice.value();
    return jdbc.sql(
            """
            select r.tax_type
              from practice.ledger_tax_rate r
              left join practice.ledger_account a
                     on a.tenant = r.tenant and a.code = :account and a.tax_type = r.tax_type
             where r.tenant = %s and r.active and r.percent = :percent
               and (a.code is not null
                    or r.tax_type in ('INPUT2', 'INPUT', 'EXEMPTEXPENSES', 'EXEMPTINPUT',
                                      'ZERORATEDINPUT', 'NONE', 'BASEXCLUDED'))
             order by a.code is null,
                      array_position(array['INPUT2', 'INPUT', 'EXEMPTEXPENSES', 'EXEMPTINPUT',
                                           'ZERORATEDINPUT', 'NONE', 'BASEXCLUDED'], r.tax_type)
             limit 1"""
                .formatted(TENANT))
        .param("invoice", id)
        .param("account", account)
        .param("percent", percent)
        .query(String.class)
        .optional();
  }

  private static Account account(ResultSet row, int number) throws SQLException {
    return new Account(row.getString("key"), row.getString("name"), row.getBoolean("likely"));
  }
}
