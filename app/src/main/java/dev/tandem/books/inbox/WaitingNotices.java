package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ledger's notices that are accepted and wait to be dealt with. Needs no practice. */
@Repository
class WaitingNotices {

  /** Not routed to a lane at once; how much of it a turn looks at. */
  private static final int AT_ONCE = 2_000;

  private final JdbcClient jdbc;
  private final Clock clock;

  WaitingNotices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** An event that waits to be dealt with. */
  record Waiting(UUID id, String category, String resource, Instant at) {}

  /** Lends what is due, oldest first, so that two calls do not deal with the same. */
  List<Waiting> lend(UUID tenant, Duration loan) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update house.delivery set not_before = :until, attempts = attempts + 1
             where id in (select id from house.delivery
                           where tenant = :tenant and done_at is null
                             and (not_before is null or not_before <= :now)
                           order by received_at limit :limit for update skip locked)
            returning id, category, resource, event_at""")
        .param("until", Timestamp.from(now.plus(loan)))
        .param("tenant", tenant)
        .param("now", Timestamp.from(now))
        .param("limit", AT_ONCE)
        .query(
            (row, _) ->
                new Waiting(
                    row.getObject("id", UUID.class),
                    row.getString("category"),
                    row.getString("resource"),
                    row.getTimestamp("event_at").toInstant()))
        .list();
  }

  void done(Collection<UUID> ids, String verdict) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql("update house.delivery set done_at = :now, verdict = :verdict where id = any(:ids)")
        .param("now", Timestamp.from(clock.instant()))
        .param("verdict", verdict)
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }

  void later(Collection<UUID> ids, Duration delay) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql("update house.delivery set not_before = :at where id = any(:ids) and done_at is null")
        .param("at", Timestamp.from(clock.instant().plus(delay)))
        .param("ids", ids.toArray(UUID[]::new))
        .update();
  }

  /**
   * A reading that did not count has to be judged again, as if the ledger had told of it.
   *
   * @param changes the ledger's times of change, by its ids of the records
   */
  void askAgain(UUID tenant, String category, Map<String, Instant> changes, Duration delay) {
    if (changes.isEmpty()) {
      return;
    }
    List<Map.Entry<String, Instant>> all = List.copyOf(changes.entrySet());
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into house.delivery (key, received_at, tenant, category, resource, event_at, not_before)
            select decode(md5(:tenant::text || c.resource || :now::text), 'hex'), :now::timestamptz,
                   :tenant, :category, c.resource, c.at::timestamptz, :at::timestamptz
              from unnest(:resources, :times) as c (resource, at) on conflict (key) do nothing""")
        .param("now", Timestamp.from(now))
        .param("tenant", tenant)
        .param("category", category)
        .param("at", Timestamp.from(now.plus(delay)))
        .param("resources", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .param(
            "times",
            all.stream()
                .map(
                    it -> it.getValue().equals(Instant.MAX) ? "infinity" : it.getValue().toString())
                .toArray(String[]::new))
        .update();
  }

  @Nullable Instant due(UUID tenant) {
    Timestamp due =
        jdbc.sql(
                """
                select min(coalesce(not_before, received_at)) from house.delivery
                 where tenant = :tenant and done_at is null""")
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  /** Forgets what was dealt with long ago. */
  int forgetDoneBefore(Instant moment) {
    return jdbc.sql("delete from house.delivery where done_at < :moment")
        .param("moment", Timestamp.from(moment))
        .update();
  }
}
