package dev.tandem.books.reference;

import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.ledger.LedgerTaxRate;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts and taxes. */
@Repository
class Chart {

  private final JdbcClient jdbc;

  Chart(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LedgerAccount> accounts(UUID tenant) {
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
                    row.getString("system"),
                    row.getBoolean("active")))
        .list();
  }

  List<LedgerTaxRate> taxRates(UUID tenant) {
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

  void storeAccounts(UUID tenant, List<LedgerAccount> all) {
    String[] ids = all.stream().map(LedgerAccount::id).toArray(String[]::new);
    jdbc.sql(
            """
            update practice.ledger_account set active = false
             where tenant = :tenant and active and ledger_id <> all(:ids)""")
        .param("tenant", tenant)
        .param("ids", ids)
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_account
              (tenant, ledger_id, code, name, type, bank, payable, tax_type, system, active)
            select :tenant, a.* from unnest(:ids, :codes, :names, :types, :banks, :payables, :taxes, :systems,
                   :actives) as a
            on conflict (practice_id, tenant, ledger_id) do update
               set code = excluded.code, name = excluded.name, type = excluded.type, bank = excluded.bank,
                   payable = excluded.payable, tax_type = excluded.tax_type, system = excluded.system,
                   active = excluded.active""")
        .param("tenant", tenant)
        .param("ids", ids)
        .param("codes", all.stream().map(LedgerAccount::code).toArray(String[]::new))
        .param("names", all.stream().map(LedgerAccount::name).toArray(String[]::new))
        .param("types", all.stream().map(LedgerAccount::type).toArray(String[]::new))
        .param("banks", all.stream().map(LedgerAccount::bank).toArray(Boolean[]::new))
        .param("payables", all.stream().map(LedgerAccount::payable).toArray(Boolean[]::new))
        .param("taxes", all.stream().map(LedgerAccount::taxType).toArray(String[]::new))
        .param("systems", all.stream().map(LedgerAccount::system).toArray(String[]::new))
        .param("actives", all.stream().map(LedgerAccount::active).toArray(Boolean[]::new))
        .update();
  }

  void storeTaxRates(UUID tenant, List<LedgerTaxRate> all) {
    String[] types = all.stream().map(LedgerTaxRate::taxType).toArray(String[]::new);
    jdbc.sql(
            """
            update practice.ledger_tax_rate set active = false
             where tenant = :tenant and active and tax_type <> all(:types)""")
        .param("tenant", tenant)
        .param("types", types)
        .update();
    // Xero: a deleted rate may be listed beside the one in use that has its type.
    jdbc.sql(
            """
            insert into practice.ledger_tax_rate (tenant, tax_type, name, percent, for_revenue, active)
            select distinct on (r.type) :tenant, r.*
              from unnest(:types, :names, :percents, :revenues, :actives)
                   as r (type, name, percent, revenue, active)
             order by r.type, r.active desc
            on conflict (practice_id, tenant, tax_type) do update
               set name = excluded.name, percent = excluded.percent, for_revenue = excluded.for_revenue,
                   active = excluded.active""")
        .param("tenant", tenant)
        .param("types", types)
        .param("names", all.stream().map(LedgerTaxRate::name).toArray(String[]::new))
        .param("percents", all.stream().map(LedgerTaxRate::percent).toArray(BigDecimal[]::new))
        .param("revenues", all.stream().map(LedgerTaxRate::forRevenue).toArray(Boolean[]::new))
        .param("actives", all.stream().map(LedgerTaxRate::active).toArray(Boolean[]::new))
        .update();
  }
}
