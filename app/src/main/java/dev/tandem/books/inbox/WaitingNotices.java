package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The ledger's notices that are accepted and wait to be dealt with. They are no practice's, but
 * pages of the current one are told of what they show.
 */
@Repository
class WaitingNotices {

  /** Not routed to a lane at once; how much of it a turn looks at. */
  private static final int AT_ONCE = 2_000;

  /** Halved so often, a portion is one record. */
  static final int ALONE = 6;

  private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
  private static final Duration LAST_LOOK = Duration.ofSeconds(15);
  private static final Duration SELDOM = Duration.ofMinutes(5);

  /**
   * Longer than anything is put off; what is not tried again because it failed waits for minutes.
   * What is put off for longer was so by a clock that was ahead, and is put right since.
   */
  private static final String LONGEST =
      " (:now::timestamptz + case when tries = 0 then interval '16 min' else interval '7 h' end)";

  private final JdbcClient jdbc;
  private final Shows shows;
  private final Clock clock;

  WaitingNotices(JdbcClient jdbc, Shows shows, Clock clock) {
    this.jdbc = jdbc;
    this.shows = shows;
    this.clock = clock;
  }

  /**
   * An event that waits to be dealt with.
   *
   * @param tries how often what it tells of could not be taken in
   * @param halved how often a call failed that asked for the record among others
   * @param told whether the ledger told of it; else a reading that has to be judged again
   */
  record Waiting(
      UUID id, String category, String resource, Instant at, int tries, int halved, boolean told) {}

  /** What is due, oldest first. Nothing is written: most of it waits for the calls before it. */
  List<Waiting> ready(UUID tenant) {
    return jdbc.sql(
            """
            select d.id, d.category, d.resource, d.event_at, d.tries,
                   coalesce(h.halved, 0) as halved, octet_length(d.key) = 32 as told
              from house.delivery d
              left join (select resource, max(halved) as halved from house.delivery
                          where tenant = :tenant and halved > 0 and done_at is null
                          group by resource) h on h.resource = d.resource
             where d.tenant = :tenant and d.done_at is null and d.dead_at is null
               and (d.not_before is null or d.not_before <= :now or d.not_before > %s)
             order by d.received_at, d.id limit :limit"""
                .formatted(LONGEST.replace("tries", "d.tries")))
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
                    row.getInt("tries"),
                    row.getInt("halved"),
                    row.getBoolean("told")))
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
    putOff(ids, LAST_LOOK);
  }

  /**
   * What does not come, and is not to blame for that itself, is asked for more seldom each time.
   */
  void putOff(Collection<UUID> ids) {
    putOff(ids, SELDOM);
  }

  private void putOff(Collection<UUID> ids, Duration most) {
    if (ids.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            update house.delivery
               set attempts = attempts + 1,
                   not_before = :now::timestamptz
                     + make_interval(secs => least(:most, :first * power(2, least(attempts, 10))))
             where id = any(:ids) and done_at is null""")
        .param("now", Timestamp.from(clock.instant()))
        .param("first", FIRST_LOOK.toSeconds())
        .param("most", most.toSeconds())
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
  void missed(UUID tenant, Collection<UUID> ids, Duration delay) {
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
      shows.inbox(tenant);
    }
  }

  /** A call that asked for these failed, and others do not: each half is asked for by itself. */
  void halve(Collection<UUID> ids) {
    if (!ids.isEmpty()) {
      jdbc.sql(
              """
              update house.delivery set halved = least(halved + 1, :most), not_before = null
               where id = any(:ids) and done_at is null""")
          .param("most", ALONE)
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

  /**
   * A reading failed that asked for all these records: which of them is to blame is found out here,
   * and what was read beside them goes on. What waits here already is not asked for twice.
   */
  void askApart(UUID tenant, String category, Collection<String> resources, Duration delay) {
    if (resources.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into house.delivery
              (key, received_at, tenant, category, resource, event_at, not_before, halved)
            select decode(md5(:tenant::text || r.resource || :now::text), 'hex'), :now::timestamptz,
                   :tenant, :category, r.resource, 'infinity', :at::timestamptz, :halved
              from unnest(:resources) as r (resource)
             where not exists (select from house.delivery d
                                where d.tenant = :tenant and d.resource = r.resource
                                  and d.halved > 0 and d.done_at is null and d.dead_at is null)
            on conflict (key) do nothing""")
        .param("now", Timestamp.from(now))
        .param("tenant", tenant)
        .param("category", category)
        .param("at", Timestamp.from(now.plus(delay)))
        .param("halved", resources.size() == 1 ? ALONE : 1)
        .param("resources", resources.toArray(String[]::new))
        .update();
  }

  /** Of which it is being found out whether the ledger gives them. */
  List<String> doubtful(UUID tenant) {
    return jdbc.sql(
            """
            select distinct resource from house.delivery
             where tenant = :tenant and halved > 0 and done_at is null and dead_at is null""")
        .param("tenant", tenant)
        .query(String.class)
        .list();
  }

  /** Those of these that are asked for alone, because the ledger did not give them. */
  Set<String> alone(UUID tenant, Collection<String> resources) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct resource from house.delivery
                 where tenant = :tenant and resource = any(:resources) and halved >= :alone
                   and done_at is null""")
            .param("tenant", tenant)
            .param("resources", resources.toArray(String[]::new))
            .param("alone", ALONE)
            .query(String.class)
            .list());
  }

  static String text(Instant at) {
    return at.equals(Instant.MAX) ? "infinity" : at.toString();
  }

  @Nullable Instant due(UUID tenant) {
    Timestamp due =
        jdbc.sql(
                """
                select min(case when not_before <= %s then not_before
                                else least(received_at, :now) end)
                  from house.delivery
                 where tenant = :tenant and done_at is null and dead_at is null"""
                    .formatted(LONGEST))
            .param("now", Timestamp.from(clock.instant()))
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }
}
