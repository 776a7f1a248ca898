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

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final Duration LAST_LOOK = Duration.ofSeconds(15);

  private final JdbcClient jdbc;
  private final Clock clock;

  WaitingNotices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An event that waits to be dealt with.
   *
   * @param tries how often what it tells of could not be taken in
   */
  record Waiting(UUID id, String category, String resource, Instant at, int tries) {}

  /** What is due, oldest first. Nothing is written: most of it waits for the calls before it. */
  List<Waiting> ready(UUID tenant) {
    return jdbc.sql(
            """
            select id, category, resource, event_at, tries from house.delivery
             where tenant = :tenant and done_at is null and dead_at is null
               and (not_before is null or not_before <= :now)
             order by received_at, id limit :limit""")
        .param("tenant", tenant)
        .param("now", Timestamp.from(clock.instant()))
        .param("limit", AT_ONCE)
        .query(
            (row, _) ->
                new Waiting(
                    row.getObject("id", UUID.class),
                    row.getString("category"),
                    row.getString("resource"),
                    row.getTimestamp("event_at").toInstant(),
                    row.getInt("tries")))
        .list();
  }

  /** Lends these, so that no other turn deals with the same. */
  void lend(Collection<UUID> ids, Duration loan) {
    later(ids, loan);
  }

  /**
   * What cannot be judged yet is looked at again, more seldom each time: a long push makes
   * thousands of them, and a write may be under way for minutes.
   */
  void early(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update house.delivery
               set attempts = attempts + 1,
                   not_before = :now::timestamptz
                     + make_interval(secs => least(:most, :first * power(2, least(attempts, 4))))
             where id = any(:ids) and done_at is null""")
        .param("now", Timestamp.from(clock.instant()))
        .param("first", FIRST_LOOK.toSeconds())
        .param("most", LAST_LOOK.toSeconds())
        .param("ids", ids.toArray(UUID[]::new))
        .update();
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

  /** One of the events of each of these records waits to be tried again; the others add nothing. */
  void untried(Collection<UUID> ids, String verdict) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              """
              update house.delivery set done_at = :now, verdict = :verdict
               where id = any(:ids) and tries = 0""")
          .param("now", Timestamp.from(clock.instant()))
          .param("verdict", verdict)
          .param("ids", ids.toArray(UUID[]::new))
          .update();
    }
  }

  /** What these tell of was not shown: the first time it is asked again, then it is gone. */
  void missed(Collection<UUID> ids, Duration delay) {
    if (!ids.isEmpty()) {
      Instant now = clock.instant();
      jdbc.sql(
              """
              update house.delivery
                 set tries = 1, last_error = :words,
                     not_before = case when tries = 0 then :at::timestamptz else not_before end,
                     done_at = case when tries > 0 then :now::timestamptz end,
                     verdict = case when tries > 0 then 'not there' end
               where id = any(:ids) and done_at is null""")
          .param("words", "Xero was asked for it and did not show it.")
          .param("now", Timestamp.from(now))
          .param("at", Timestamp.from(now.plus(delay)))
          .param("ids", ids.toArray(UUID[]::new))
          .update();
    }
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
        .param("times", all.stream().map(it -> text(it.getValue())).toArray(String[]::new))
        .update();
  }

  static String text(Instant at) {
    return at.equals(Instant.MAX) ? "infinity" : at.toString();
  }

  @Nullable Instant due(UUID tenant) {
    Timestamp due =
        jdbc.sql(
                """
                select min(coalesce(not_before, received_at)) from house.delivery
                 where tenant = :tenant and done_at is null and dead_at is null""")
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }
}
