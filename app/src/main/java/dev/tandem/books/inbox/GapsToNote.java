package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Gaps that are still to be noted for single organisations, whose practices could not do it with
 * the others or were connected since. No practice.
 */
@Repository
@Transactional(transactionManager = "houseTransactions")
class GapsToNote {

  /** After it failed once; twice as long each further time. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** Nine times twice as long are 8.5 hours. */
  private static final int DOUBLED = 9;

  private final JdbcClient jdbc;

  GapsToNote(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param read whether its time is read once more
   */
  record Wish(Gaps.Gap gap, UUID tenant, boolean read) {}

  void failed(Collection<Gaps.Gap> gaps, UUID tenant, Instant now) {
    jdbc.sql(
            """
            insert into house.webhook_to_note as w (gap, tenant, tries, again_at, read)
            select g, :tenant, 1, :again, true from unnest(:gaps) as g order by g
            on conflict (gap, tenant) do update
               set tries = w.tries + 1,
                   again_at = :now::timestamptz
                              + make_interval(secs => :pause) * power(2, least(w.tries, :doubled))""")
        .param("tenant", tenant)
        .param("again", Timestamp.from(now.plus(AGAIN)))
        .param("gaps", gaps.stream().map(Gaps.Gap::id).toArray(Long[]::new))
        .param("now", now.toString())
        .param("pause", AGAIN.toSeconds())
        .param("doubled", DOUBLED)
        .update();
  }

  /** Whatever is silent speaks for this organisation, too: nothing is read, for all is new. */
  void connected(UUID tenant, Instant from) {
    jdbc.sql(
            """
            insert into house.webhook_to_note (gap, tenant, again_at, read)
            select id, :tenant, :from, false from house.webhook_gap
             where first_missing is null and to_at is null and found_at is not null order by id
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("from", Timestamp.from(from))
        .update();
  }

  List<Wish> due(Instant now) {
    return jdbc.sql(
            """
            select g.id, g.via, coalesce(g.last_missing - g.first_missing + 1, 0) as events,
                   g.from_at, g.to_at, w.tenant, w.read
              from house.webhook_to_note w join house.webhook_gap g on g.id = w.gap
             where w.again_at <= :now order by g.id, w.tenant""")
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Wish(
                    Gaps.gap(row, number),
                    row.getObject("tenant", UUID.class),
                    row.getBoolean("read")))
        .list();
  }

  void forget(Wish it) {
    jdbc.sql("delete from house.webhook_to_note where gap = :gap and tenant = :tenant")
        .param("gap", it.gap().id())
        .param("tenant", it.tenant())
        .update();
  }
}
