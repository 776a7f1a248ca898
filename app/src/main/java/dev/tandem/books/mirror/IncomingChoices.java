package dev.tandem.books.mirror;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** From when on invoices that were made in the ledger come in, and which of them still have to. */
@Repository
@Transactional
public class IncomingChoices {

  private final JdbcClient jdbc;
  private final Clock clock;

  IncomingChoices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What is being listed. */
  public enum Step {
    /** What would come. */
    COUNTING,
    /** What comes. */
    LISTING;

    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * The choice of one organisation, as far as it is carried out.
   *
   * @param from those dated from this day on come; null: none do
   * @param tried the day that somebody tries out; null if nobody does
   * @param step null if nothing is being listed
   * @param page the next one of the list, from 1
   * @param ownListed whether those that we made ourselves are listed already
   * @param toCome how many there were to bring in when it was chosen
   * @param problem what went wrong last, in a sentence; null if nothing did
   */
  public record Choice(
      @Nullable LocalDate from,
      @Nullable LocalDate tried,
      @Nullable Step step,
      int page,
      boolean ownListed,
      int toCome,
      @Nullable String problem,
      @Nullable Instant notBefore) {

    public static final Choice NONE = new Choice(null, null, null, 1, false, 0, null, null);

    /** The day from which on is listed; null if nothing is. */
    public @Nullable LocalDate listed() {
      return step == Step.COUNTING ? tried : step == Step.LISTING ? from : null;
    }
  }

  /** How many, and what they come to in one currency. */
  public record Sum(String currency, long invoices, BigDecimal total) {}

  public Choice of(UUID tenant) {
    return one(tenant, "");
  }

  /** Whoever holds it decides what becomes of it. */
  public Choice hold(UUID tenant) {
    return one(tenant, " for update");
  }

  private Choice one(UUID tenant, String lock) {
    return jdbc.sql("select * from practice.incoming_choice where tenant = :tenant" + lock)
        .param("tenant", tenant)
        .query((row, _) -> choice(row))
        .optional()
        .orElse(Choice.NONE);
  }

  private static Choice choice(ResultSet row) throws SQLException {
    String step = row.getString("step");
    Timestamp notBefore = row.getTimestamp("not_before");
    return new Choice(
        day(row, "from_day"),
        day(row, "tried_day"),
        step == null ? null : Step.valueOf(step.toUpperCase(java.util.Locale.ROOT)),
        row.getInt("page"),
        row.getBoolean("own_listed"),
        row.getInt("to_come"),
        row.getString("problem"),
        notBefore == null ? null : notBefore.toInstant());
  }

  private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
    Date day = row.getDate(column);
    return day == null ? null : day.toLocalDate();
  }

  public void save(UUID tenant, Choice it) {
    jdbc.sql(
            """
            insert into practice.incoming_choice
              (tenant, from_day, tried_day, step, page, own_listed, to_come, problem, not_before)
            values (:tenant, :from, :tried, :step, :page, :ownListed, :toCome, :problem, :notBefore)
            on conflict (practice_id, tenant) do update
               set from_day = excluded.from_day, tried_day = excluded.tried_day,
                   step = excluded.step, page = excluded.page, own_listed = excluded.own_listed,
                   to_come = excluded.to_come, problem = excluded.problem,
                   not_before = excluded.not_before""")
        .param("tenant", tenant)
        .param("from", it.from(), Types.DATE)
        .param("tried", it.tried(), Types.DATE)
        .param("step", it.step() == null ? null : it.step().text(), Types.VARCHAR)
        .param("page", it.page())
        .param("ownListed", it.ownListed())
        .param("toCome", it.toCome())
        .param("problem", it.problem(), Types.VARCHAR)
        .param("notBefore", at(it.notBefore()), Types.TIMESTAMP)
        .update();
  }

  /** None comes any more, and none is waited for. */
  public void forget(UUID tenant) {
    for (String table : List.of("incoming_choice", "incoming_invoice", "incoming_contact")) {
      jdbc.sql("delete from practice." + table + " where tenant = :tenant")
          .param("tenant", tenant)
          .update();
    }
  }

  /** What was only counted is forgotten. */
  public void forgetCounted(UUID tenant) {
    jdbc.sql("delete from practice.incoming_invoice where tenant = :tenant and not wanted")
        .param("tenant", tenant)
        .update();
  }

  /** All that was counted is wanted; who was linked since is among those that are listed now. */
  public int wantCounted(UUID tenant) {
    jdbc.sql("delete from practice.incoming_contact where tenant = :tenant")
        .param("tenant", tenant)
        .update();
    return jdbc.sql(
            """
            update practice.incoming_invoice set wanted = true
             where tenant = :tenant and not own and not wanted""")
        .param("tenant", tenant)
        .update();
  }

  /** An invoice of a list. */
  public record Listed(String ledgerId, @Nullable BigDecimal total, @Nullable String currency) {}

  /** We made these ourselves, whatever was thought of them: none of them comes in. */
  public void noteOwn(UUID tenant, Collection<String> ids) {
    jdbc.sql(
            """
            insert into practice.incoming_invoice (tenant, ledger_id, own, wanted)
            select :tenant, id, true, false from unnest(:ids) as l (id) order by id
            on conflict (practice_id, tenant, ledger_id) do update
               set own = true, wanted = false, told = false""")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** Those that are noted as our own stay that. */
  public void noteListed(UUID tenant, List<Listed> found, boolean wanted) {
    jdbc.sql(
            """
            insert into practice.incoming_invoice as i
              (tenant, ledger_id, wanted, told, total, currency)
            select :tenant, id, :wanted, true, total, currency
              from unnest(:ids, :totals::numeric[], :currencies) as l (id, total, currency)
             order by id
            on conflict (practice_id, tenant, ledger_id) do update
               set wanted = i.wanted or excluded.wanted, told = true, total = excluded.total,
                   currency = excluded.currency
             where not i.own""")
        .param("tenant", tenant)
        .param("wanted", wanted)
        .param("ids", found.stream().map(Listed::ledgerId).toArray(String[]::new))
        .param("totals", found.stream().map(Listed::total).toArray(BigDecimal[]::new))
        .param("currencies", found.stream().map(Listed::currency).toArray(String[]::new))
        .update();
  }

  public void forgetOwn(UUID tenant) {
    jdbc.sql("delete from practice.incoming_invoice where tenant = :tenant and own")
        .param("tenant", tenant)
        .update();
  }

  /**
   * These have to be looked at (again), not before this moment; none, if the choice was ended
   * meanwhile. Of those that are noted as our own none is.
   */
  public void wantLater(UUID tenant, Collection<String> ids, Instant notBefore) {
    if (!isChosen(tenant)) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.incoming_invoice as i (tenant, ledger_id, wanted, not_before)
            select :tenant, id, true, :notBefore from unnest(:ids) as l (id) order by id
            on conflict (practice_id, tenant, ledger_id) do update
               set wanted = true, not_before = excluded.not_before
             where not i.own""")
        .param("tenant", tenant)
        .param("notBefore", Timestamp.from(notBefore))
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** Until the transaction ends nobody ends it. */
  private boolean isChosen(UUID tenant) {
    return jdbc.sql(
            """
            select from_day is not null from practice.incoming_choice
             where tenant = :tenant for share""")
        .param("tenant", tenant)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Those of these that were lent and are still wanted may be lent at once. */
  public void giveBack(UUID tenant, Collection<String> ids) {
    jdbc.sql(
            """
            update practice.incoming_invoice set not_before = :now
             where tenant = :tenant and ledger_id = any(:ids)""")
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /** Those of which it is known that we did not make them. */
  Set<String> told(UUID tenant, Collection<String> ids) {
    return jdbc
        .sql(
            """
            select ledger_id from practice.incoming_invoice
             where tenant = :tenant and told and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** Those of these that we made ourselves, as far as somebody has asked. */
  public Set<String> own(UUID tenant, Collection<String> ids) {
    return jdbc
        .sql(
            """
            select ledger_id from practice.incoming_invoice
             where tenant = :tenant and own and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(String.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }

  /** What was counted, currency by currency. */
  @Transactional(readOnly = true)
  public List<Sum> counted(UUID tenant) {
    return jdbc.sql(
            """
            select currency, count(*) as invoices, coalesce(sum(total), 0.00) as total
              from practice.incoming_invoice
             where tenant = :tenant and not own and not wanted
             group by currency order by currency""")
        .param("tenant", tenant)
        .query(
            (row, _) ->
                new Sum(
                    row.getString("currency"), row.getLong("invoices"), row.getBigDecimal("total")))
        .list();
  }

  /** Those of these that are wanted and not dealt with. */
  @Transactional(readOnly = true)
  public List<String> wanted(UUID tenant, Collection<String> ids) {
    return jdbc.sql(
            """
            select ledger_id from practice.incoming_invoice
             where tenant = :tenant and wanted and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .query(String.class)
        .list();
  }

  /** How many are wanted and not dealt with. */
  @Transactional(readOnly = true)
  public int left(UUID tenant) {
    return jdbc.sql(
            "select count(*) from practice.incoming_invoice where tenant = :tenant and wanted")
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }

  /** Lends those that are due, so that they are not fetched twice at once. */
  public List<String> lend(UUID tenant, int most, Duration loan) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update practice.incoming_invoice set not_before = :until
             where practice_id = house.here() and tenant = :tenant
               and ledger_id in (select ledger_id from practice.incoming_invoice
                                  where practice_id = house.here() and tenant = :tenant and wanted
                                    and (not_before is null or not_before <= :now)
                                  order by ledger_id limit :most for update skip locked)
            returning ledger_id""")
        .param("until", Timestamp.from(now.plus(loan)))
        .param("now", Timestamp.from(now))
        .param("tenant", tenant)
        .param("most", most)
        .query(String.class)
        .list();
  }

  /** These are here, or none of those that come. */
  public void done(UUID tenant, Collection<String> ids) {
    jdbc.sql(
            """
            delete from practice.incoming_invoice
             where tenant = :tenant and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ids.toArray(String[]::new))
        .update();
  }

  /**
   * A contact whose invoices have to be asked for.
   *
   * @param page the next one of its list
   */
  public record Asked(String contact, int page) {}

  /** Contacts that clients were linked with since, those of one page together. */
  public List<Asked> contacts(UUID tenant, int most) {
    return jdbc.sql(
            """
            select ledger_id, page from practice.incoming_contact
             where tenant = :tenant
               and page = (select max(page) from practice.incoming_contact where tenant = :tenant)
             order by ledger_id limit :most""")
        .param("tenant", tenant)
        .param("most", most)
        .query((row, _) -> new Asked(row.getString(1), row.getInt(2)))
        .list();
  }

  /** A page of these contacts' invoices was read. */
  public void asked(UUID tenant, Collection<String> contacts, boolean more) {
    jdbc.sql(
            more
                ? """
                  update practice.incoming_contact set page = page + 1
                   where tenant = :tenant and ledger_id = any(:ids)"""
                : """
                  delete from practice.incoming_contact
                   where tenant = :tenant and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", contacts.toArray(String[]::new))
        .update();
  }

  /** The invoices of these contacts are asked for, if any come. */
  void askFor(UUID tenant, Collection<String> contacts) {
    if (contacts.isEmpty() || !isChosen(tenant)) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.incoming_contact (tenant, ledger_id)
            select :tenant, id from unnest(:ids) as l (id) order by id
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("ids", contacts.toArray(String[]::new))
        .update();
  }

  /** When the next one may be fetched or asked for; empty if none is left. */
  public Optional<Instant> due(UUID tenant) {
    return jdbc.sql(
            """
            select coalesce(not_before, 'epoch') as at from practice.incoming_invoice
             where tenant = :tenant and wanted
            union all
            select 'epoch' from practice.incoming_contact where tenant = :tenant
            order by at limit 1""")
        .param("tenant", tenant)
        .query((row, _) -> row.getTimestamp("at").toInstant())
        .optional();
  }

  private static @Nullable Timestamp at(@Nullable Instant it) {
    return it == null ? null : Timestamp.from(it);
  }
}
