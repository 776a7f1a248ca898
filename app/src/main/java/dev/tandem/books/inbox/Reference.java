package dev.tandem.books.inbox;

import dev.tandem.books.lane.LaneCalls;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger's accounts and taxes, as last read. */
@Component
public class Reference {

  static final String KIND = "reference";

  private final JdbcClient jdbc;
  private final Sweeps sweeps;
  private final TransactionTemplate inPractice;

  Reference(JdbcClient jdbc, Sweeps sweeps, TransactionTemplate inPractice) {
    this.jdbc = jdbc;
    this.sweeps = sweeps;
    this.inPractice = inPractice;
  }

  /** By code; those without one last. */
  @Transactional(readOnly = true)
  public List<LedgerAccount> accounts(UUID tenant) {
    return jdbc.sql(
            """
            select * from practice.ledger_account where tenant = :tenant order by code nulls last, name""")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerAccount(
                    row.getString("ledger_id"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getString("type"),
                    row.getBoolean("bank"),
                    row.getBoolean("payable"),
                    row.getString("tax_type"),
                    row.getBoolean("active")))
        .list();
  }

  @Transactional(readOnly = true)
  public List<LedgerTaxRate> taxRates(UUID tenant) {
    return jdbc.sql("select * from practice.ledger_tax_rate where tenant = :tenant order by name")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerTaxRate(
                    row.getString("tax_type"),
                    row.getString("name"),
                    row.getBigDecimal("percent"),
                    row.getBoolean("for_revenue"),
                    row.getBoolean("active")))
        .list();
  }

  void read(LaneCalls calls) {
    UUID tenant = calls.scope().tenant();
    var began = sweeps.now();
    List<LedgerAccount> accounts =
        calls.call(Operation.read(LaneClass.SWEEP, "accounts", 0), Books::accounts).value();
    List<LedgerTaxRate> rates =
        calls.call(Operation.read(LaneClass.SWEEP, "tax rates", 0), Books::taxRates).value();
    inPractice.executeWithoutResult(
        _ -> {
          replaceAccounts(tenant, accounts);
          replaceRates(tenant, rates);
          sweeps.save(tenant, KIND, null, began);
        });
  }

  private void replaceAccounts(UUID tenant, List<LedgerAccount> all) {
    jdbc.sql("delete from practice.ledger_account where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_account
              (tenant, ledger_id, code, name, type, bank, payable, tax_type, active)
            select :tenant, a.* from unnest(:ids, :codes, :names, :types, :banks, :payables, :taxes, :actives) as a""")
        .param("tenant", tenant)
        .param("ids", all.stream().map(LedgerAccount::id).toArray(String[]::new))
        .param("codes", all.stream().map(LedgerAccount::code).toArray(String[]::new))
        .param("names", all.stream().map(LedgerAccount::name).toArray(String[]::new))
        .param("types", all.stream().map(LedgerAccount::type).toArray(String[]::new))
        .param("banks", all.stream().map(LedgerAccount::bank).toArray(Boolean[]::new))
        .param("payables", all.stream().map(LedgerAccount::payable).toArray(Boolean[]::new))
        .param("taxes", all.stream().map(LedgerAccount::taxType).toArray(String[]::new))
        .param("actives", all.stream().map(LedgerAccount::active).toArray(Boolean[]::new))
        .update();
  }

  private void replaceRates(UUID tenant, List<LedgerTaxRate> all) {
    jdbc.sql("delete from practice.ledger_tax_rate where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_tax_rate (tenant, tax_type, name, percent, for_revenue, active)
            select :tenant, r.* from unnest(:types, :names, :percents, :revenues, :actives) as r
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("types", all.stream().map(LedgerTaxRate::taxType).toArray(String[]::new))
        .param("names", all.stream().map(LedgerTaxRate::name).toArray(String[]::new))
        .param("percents", all.stream().map(LedgerTaxRate::percent).toArray(BigDecimal[]::new))
        .param("revenues", all.stream().map(LedgerTaxRate::forRevenue).toArray(Boolean[]::new))
        .param("actives", all.stream().map(LedgerTaxRate::active).toArray(Boolean[]::new))
        .update();
  }
}
