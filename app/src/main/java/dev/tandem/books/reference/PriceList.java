package dev.tandem.books.reference;

import dev.tandem.books.ledger.LedgerItem;
import dev.tandem.books.ledger.LedgerTracking;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What may stand on a line besides account and tax: items and tracking. */
@Repository
class PriceList {

  private final JdbcClient jdbc;

  PriceList(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LedgerItem> items(UUID tenant) {
    return jdbc.sql("select * from practice.ledger_item where tenant = :tenant order by code")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerItem(
                    row.getString("ledger_id"),
                    row.getString("code"),
                    row.getString("name"),
                    row.getBigDecimal("unit_price"),
                    row.getString("account_code"),
                    row.getString("tax_type"),
                    row.getBoolean("active")))
        .list();
  }

  List<LedgerTracking> tracking(UUID tenant) {
    return jdbc.sql(
            """
            select * from practice.ledger_tracking where tenant = :tenant
             order by category, category_id, name, ledger_id""")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerTracking(
                    row.getString("ledger_id"),
                    row.getString("name"),
                    row.getString("category_id"),
                    row.getString("category"),
                    row.getBoolean("active")))
        .list();
  }

  void storeItems(UUID tenant, List<LedgerItem> all) {
    String[] ids = all.stream().map(LedgerItem::id).toArray(String[]::new);
    retire("ledger_item", tenant, ids);
    jdbc.sql(
            """
            insert into practice.ledger_item
              (tenant, ledger_id, code, name, unit_price, account_code, tax_type, active)
            select :tenant, i.* from unnest(:ids, :codes, :names, :prices, :accounts, :taxes, :actives) as i
            on conflict (practice_id, tenant, ledger_id) do update
               set code = excluded.code, name = excluded.name, unit_price = excluded.unit_price,
                   account_code = excluded.account_code, tax_type = excluded.tax_type,
                   active = excluded.active""")
        .param("tenant", tenant)
        .param("ids", ids)
        .param("codes", all.stream().map(LedgerItem::code).toArray(String[]::new))
        .param("names", all.stream().map(LedgerItem::name).toArray(String[]::new))
        .param("prices", all.stream().map(LedgerItem::unitPrice).toArray(BigDecimal[]::new))
        .param("accounts", all.stream().map(LedgerItem::accountCode).toArray(String[]::new))
        .param("taxes", all.stream().map(LedgerItem::taxType).toArray(String[]::new))
        .param("actives", all.stream().map(LedgerItem::active).toArray(Boolean[]::new))
        .update();
  }

  void storeTracking(UUID tenant, List<LedgerTracking> all) {
    String[] ids = all.stream().map(LedgerTracking::id).toArray(String[]::new);
    retire("ledger_tracking", tenant, ids);
    jdbc.sql(
            """
            insert into practice.ledger_tracking (tenant, ledger_id, name, category_id, category, active)
            select :tenant, t.* from unnest(:ids, :names, :categoryIds, :categories, :actives) as t
            on conflict (practice_id, tenant, ledger_id) do update
               set name = excluded.name, category_id = excluded.category_id, category = excluded.category,
                   active = excluded.active""")
        .param("tenant", tenant)
        .param("ids", ids)
        .param("names", all.stream().map(LedgerTracking::name).toArray(String[]::new))
        .param("categoryIds", all.stream().map(LedgerTracking::categoryId).toArray(String[]::new))
        .param("categories", all.stream().map(LedgerTracking::category).toArray(String[]::new))
        .param("actives", all.stream().map(LedgerTracking::active).toArray(Boolean[]::new))
        .update();
  }

  /** What is not listed any more was archived or deleted over there. */
  private void retire(String table, UUID tenant, String[] listed) {
    jdbc.sql(
            "update practice.%s set active = false where tenant = :tenant and active and ledger_id <> all(:ids)"
                .formatted(table))
        .param("tenant", tenant)
        .param("ids", listed)
        .update();
  }
}
