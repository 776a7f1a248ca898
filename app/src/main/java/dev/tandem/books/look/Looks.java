package dev.tandem.books.look;

import dev.tandem.books.look.Look.Result;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who waits for a look, and what looks showed. Within a transaction. */
@Repository
class Looks {

  private final JdbcClient jdbc;
  private final Clock clock;

  Looks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A record that somebody waits for. */
  record Wanted(RecordRef record, String ledgerId, Instant askedAt) {}

  /** Whoever asks while another waits, waits with them. */
  void ask(RecordRef record, UUID tenant, String ledgerId) {
    jdbc.sql(
            """
            insert into practice.look as l (kind, record, tenant, ledger_id, asked_at)
            values (:kind, :record, :tenant, :ledgerId, :now)
            on conflict (practice_id, kind, record) do update
               set tenant = excluded.tenant, ledger_id = excluded.ledger_id, problem = null,
                   not_before = case when l.asked_at is null then null else l.not_before end,
                   asked_at = coalesce(l.asked_at, excluded.asked_at)""")
        .param("kind", record.kind())
        .param("record", record.id())
        .param("tenant", tenant)
        .param("ledgerId", ledgerId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  Optional<Look> find(RecordRef record) {
    return jdbc.sql("select * from practice.look where kind = :kind and record = :record")
        .param("kind", record.kind())
        .param("record", record.id())
        .query(
            (row, _) -> {
              String result = row.getString("result");
              return new Look(
                  instant(row, "asked_at"),
                  row.getString("problem"),
                  instant(row, "looked_at"),
                  result == null ? null : Result.of(result));
            })
        .optional();
  }

  /** Lends those that are due, longest asked for first, so that two calls do not fetch the same. */
  List<Wanted> lend(UUID tenant, String kind, Duration loan, int most) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update practice.look set not_before = :until
             where practice_id = house.here() and kind = :kind
               and record in (select record from practice.look
                               where practice_id = house.here() and tenant = :tenant and kind = :kind
                                 and asked_at is not null
                                 and (not_before is null or not_before <= :now)
                               order by asked_at limit :most for update skip locked)
            returning kind, record, ledger_id, asked_at""")
        .param("until", Timestamp.from(now.plus(loan)))
        .param("kind", kind)
        .param("tenant", tenant)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query(
            (row, _) ->
                new Wanted(
                    new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
                    row.getString("ledger_id"),
                    row.getTimestamp("asked_at").toInstant()))
        .list();
  }

  void done(Map<RecordRef, Result> results) {
    results.forEach(
        (record, result) ->
            jdbc.sql(
                    """
                    update practice.look
                       set asked_at = null, not_before = null, problem = null, looked_at = :now,
                           result = :result
                     where kind = :kind and record = :record""")
                .param("now", Timestamp.from(clock.instant()))
                .param("result", result.text())
                .param("kind", record.kind())
                .param("record", record.id())
                .update());
  }

  /**
   * @param problem why not now; null if it only takes a moment longer
   */
  void later(Collection<RecordRef> records, Instant at, @Nullable String problem) {
    records.forEach(
        record ->
            jdbc.sql(
                    """
                    update practice.look set not_before = :at, problem = :problem
                     where kind = :kind and record = :record and asked_at is not null""")
                .param("at", Timestamp.from(at))
                .param("problem", problem)
                .param("kind", record.kind())
                .param("record", record.id())
                .update());
  }

  /**
   * They were refused, and most likely are again: each waits as long again as it has waited so far.
   * What was refused for so long is not asked for any more until somebody asks anew.
   *
   * @param soon the shortest of these waits
   * @param most the longest of them
   * @param end after which nobody waits any more
   */
  void refused(
      Collection<RecordRef> records, String problem, Duration soon, Duration most, Duration end) {
    Instant now = clock.instant();
    records.forEach(
        record ->
            jdbc.sql(
                    """
                    update practice.look
                       set problem = :problem,
                           not_before = :now::timestamptz
                             + least(greatest(:now::timestamptz - asked_at, :soon::interval),
                                     :most::interval),
                           asked_at = case when asked_at > :since then asked_at end
                     where kind = :kind and record = :record and asked_at is not null""")
                .param("problem", problem)
                .param("now", Timestamp.from(now))
                .param("soon", soon.toString())
                .param("most", most.toString())
                .param("since", Timestamp.from(now.minus(end)))
                .param("kind", record.kind())
                .param("record", record.id())
                .update());
  }

  /**
   * These cannot be looked at, whoever waits for it.
   *
   * @param problem why, in a sentence
   */
  void end(Collection<RecordRef> records, String problem) {
    records.forEach(
        record ->
            jdbc.sql(
                    """
                    update practice.look set asked_at = null, not_before = null, problem = :problem
                     where kind = :kind and record = :record""")
                .param("problem", problem)
                .param("kind", record.kind())
                .param("record", record.id())
                .update());
  }

  Optional<Instant> due(UUID tenant) {
    return jdbc.sql(
            """
            select min(coalesce(not_before, asked_at)) as due from practice.look
             where tenant = :tenant and asked_at is not null""")
        .param("tenant", tenant)
        .query((row, _) -> Optional.ofNullable(instant(row, "due")))
        .single();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
