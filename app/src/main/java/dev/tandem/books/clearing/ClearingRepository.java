package dev.tandem.books.clearing;

import dev.tandem.books.ledger.LedgerBalance;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which accounts have to come back to zero, and what was read of them. */
@Repository
class ClearingRepository {

  private final JdbcClient jdbc;

  ClearingRepository(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<String> chosen(UUID tenant) {
    return jdbc.sql(
            "select ledger_id from practice.clearing_account where tenant = :tenant order by ledger_id")
        .param("tenant", tenant)
        .query(String.class)
        .list();
  }

  void choose(UUID tenant, List<String> accounts, Instant now, String by) {
    jdbc.sql(
            "delete from practice.clearing_account where tenant = :tenant and not ledger_id = any(:accounts)")
        .param("tenant", tenant)
        .param("accounts", accounts.toArray(String[]::new))
        .update();
    jdbc.sql(
            """
            insert into practice.clearing_account (tenant, ledger_id, chosen_at, chosen_by)
            select :tenant, it, :now, :by from unnest(:accounts) as it on conflict do nothing""")
        .param("tenant", tenant)
        .param("accounts", accounts.toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .param("by", by)
        .update();
  }

  /** The latest first. */
  List<AccountDay> days(UUID tenant, String account, int most) {
    return jdbc.sql(
            """
            select day, opening, received, spent, closing, read_at, whole from practice.account_day
             where tenant = :tenant and ledger_id = :account order by day desc limit :most""")
        .param("tenant", tenant)
        .param("account", account)
        .param("most", most)
        .query(
            (row, _) ->
                new AccountDay(
                    row.getObject("day", LocalDate.class),
                    row.getBigDecimal("opening"),
                    row.getBigDecimal("received"),
                    row.getBigDecimal("spent"),
                    row.getBigDecimal("closing"),
                    row.getTimestamp("read_at").toInstant(),
                    row.getBoolean("whole")))
        .list();
  }

  void store(UUID tenant, LocalDate day, LedgerBalance it, Instant readAt, boolean whole) {
    jdbc.sql(
            """
            insert into practice.account_day
              (tenant, ledger_id, day, opening, received, spent, closing, read_at, whole)
            values (:tenant, :account, :day, :opening, :received, :spent, :closing, :at, :whole)
            on conflict (practice_id, tenant, ledger_id, day) do update
               set opening = excluded.opening, received = excluded.received, spent = excluded.spent,
                   closing = excluded.closing, read_at = excluded.read_at,
                   whole = excluded.whole""")
        .param("tenant", tenant)
        .param("account", it.account())
        .param("day", day)
        .param("opening", it.opening())
        .param("received", it.received())
        .param("spent", it.spent())
        .param("closing", it.closing())
        .param("at", Timestamp.from(readAt))
        .param("whole", whole)
        .update();
  }

  /**
   * How far an organisation's balances are read.
   *
   * @param through the last whole day that was read; null if none was
   * @param askedAt somebody wants to know at once; null if nobody does
   * @param notBefore after a failure; null otherwise
   */
  record Mark(
      @Nullable LocalDate through, @Nullable Instant askedAt, @Nullable Instant notBefore) {}

  Optional<Mark> mark(UUID tenant) {
    return jdbc.sql(
            "select through, asked_at, not_before from practice.balance_reading where tenant = :tenant")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new Mark(
                    row.getObject("through", LocalDate.class),
                    instant(row.getTimestamp("asked_at")),
                    instant(row.getTimestamp("not_before"))))
        .optional();
  }

  /** As {@link #mark}, if anything of the organisation is to be read. */
  Optional<Mark> wanted(UUID tenant) {
    return chosen(tenant).isEmpty()
        ? Optional.empty()
        : Optional.of(mark(tenant).orElse(new Mark(null, null, null)));
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  void ask(UUID tenant, Instant now) {
    jdbc.sql(
            """
            insert into practice.balance_reading (tenant, asked_at) values (:tenant, :now)
            on conflict (practice_id, tenant) do update
               set asked_at = excluded.asked_at, not_before = null""")
        .param("tenant", tenant)
        .param("now", Timestamp.from(now))
        .update();
  }

  /** A question that came after the reading began stays open. */
  void done(UUID tenant, @Nullable LocalDate through, Instant began) {
    jdbc.sql(
            """
            insert into practice.balance_reading as m (tenant, through) values (:tenant, :through)
            on conflict (practice_id, tenant) do update
               set through = coalesce(excluded.through, m.through),
                   asked_at = case when m.asked_at > :began then m.asked_at end, not_before = null""")
        .param("tenant", tenant)
        .param("through", through, java.sql.Types.DATE)
        .param("began", Timestamp.from(began))
        .update();
  }

  /** Nobody waits for an answer any more, and the day's reading has to wait, too. */
  void putOff(UUID tenant, Instant until) {
    jdbc.sql(
            """
            insert into practice.balance_reading (tenant, not_before) values (:tenant, :until)
            on conflict (practice_id, tenant) do update
               set asked_at = null, not_before = excluded.not_before""")
        .param("tenant", tenant)
        .param("until", Timestamp.from(until))
        .update();
  }

  void forgetBefore(LocalDate day) {
    jdbc.sql("delete from practice.account_day where day < :day").param("day", day).update();
  }
}
