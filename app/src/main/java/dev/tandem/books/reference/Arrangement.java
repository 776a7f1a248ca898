package dev.tandem.books.reference;

import dev.tandem.books.ledger.LedgerBrandingTheme;
import dev.tandem.books.ledger.LedgerCurrency;
import dev.tandem.books.ledger.LedgerSettings;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the organisation keeps its books, and when that was read. */
@Repository
class Arrangement {

  private final JdbcClient jdbc;

  Arrangement(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<LedgerCurrency> currencies(UUID tenant) {
    return jdbc.sql("select * from practice.ledger_currency where tenant = :tenant order by code")
        .param("tenant", tenant)
        .query((row, _) -> new LedgerCurrency(row.getString("code"), row.getString("name")))
        .list();
  }

  List<LedgerBrandingTheme> brandingThemes(UUID tenant) {
    return jdbc.sql(
            """
            select * from practice.ledger_branding_theme where tenant = :tenant order by position, name""")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerBrandingTheme(
                    row.getString("ledger_id"), row.getString("name"), row.getInt("position")))
        .list();
  }

  Optional<LedgerSettings> settings(UUID tenant) {
    return jdbc.sql("select * from practice.ledger_settings where tenant = :tenant")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new LedgerSettings(
                    row.getString("name"),
                    row.getString("short_code"),
                    row.getString("base_currency"),
                    row.getString("country"),
                    row.getString("zone"),
                    row.getString("plan"),
                    row.getString("default_sales_tax"),
                    row.getObject("period_lock", LocalDate.class),
                    row.getObject("year_lock", LocalDate.class)))
        .optional();
  }

  @Nullable Instant readAt(UUID tenant, ReferencePart part) {
    return jdbc.sql(
            "select read_at from practice.reference_read where tenant = :tenant and part = :part")
        .param("tenant", tenant)
        .param("part", part.text())
        .query((row, _) -> row.getTimestamp("read_at").toInstant())
        .optional()
        .orElse(null);
  }

  void storeCurrencies(UUID tenant, List<LedgerCurrency> all) {
    jdbc.sql("delete from practice.ledger_currency where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_currency (tenant, code, name)
            select :tenant, c.* from unnest(:codes, :names) as c on conflict do nothing""")
        .param("tenant", tenant)
        .param("codes", all.stream().map(LedgerCurrency::code).toArray(String[]::new))
        .param("names", all.stream().map(LedgerCurrency::name).toArray(String[]::new))
        .update();
  }

  void storeBrandingThemes(UUID tenant, List<LedgerBrandingTheme> all) {
    jdbc.sql("delete from practice.ledger_branding_theme where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    jdbc.sql(
            """
            insert into practice.ledger_branding_theme (tenant, ledger_id, name, position)
            select :tenant, b.* from unnest(:ids, :names, :positions) as b on conflict do nothing""")
        .param("tenant", tenant)
        .param("ids", all.stream().map(LedgerBrandingTheme::id).toArray(String[]::new))
        .param("names", all.stream().map(LedgerBrandingTheme::name).toArray(String[]::new))
        .param("positions", all.stream().map(LedgerBrandingTheme::position).toArray(Integer[]::new))
        .update();
  }

  void storeSettings(UUID tenant, LedgerSettings it) {
    jdbc.sql(
            """
            insert into practice.ledger_settings (tenant, name, short_code, base_currency, country, zone, plan,
                   default_sales_tax, period_lock, year_lock)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (practice_id, tenant) do update
               set name = excluded.name, short_code = excluded.short_code, base_currency = excluded.base_currency,
                   country = excluded.country, zone = excluded.zone, plan = excluded.plan,
                   default_sales_tax = excluded.default_sales_tax, period_lock = excluded.period_lock,
                   year_lock = excluded.year_lock""")
        .param(tenant)
        .param(it.name())
        .param(it.shortCode())
        .param(it.baseCurrency())
        .param(it.country())
        .param(it.zone())
        .param(it.plan())
        .param(it.defaultSalesTax())
        .param(it.periodLock())
        .param(it.yearLock())
        .update();
  }

  void readNow(UUID tenant, ReferencePart part, Instant began) {
    jdbc.sql(
            """
            insert into practice.reference_read (tenant, part, read_at) values (?, ?, ?)
            on conflict (practice_id, tenant, part) do update set read_at = excluded.read_at""")
        .params(tenant, part.text(), Timestamp.from(began))
        .update();
  }
}
