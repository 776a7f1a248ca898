package dev.tandem.books.inbox;

import dev.tandem.books.lane.Lanes;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the ledger told us in a span of time is dealt with once more. It was kept as it came, so
 * nothing is told twice by it: what is known already is dropped again.
 */
@Component
public class Replays {

  private final JdbcClient jdbc;
  private final Lanes lanes;

  Replays(JdbcClient jdbc, Lanes lanes) {
    this.jdbc = jdbc;
    this.lanes = lanes;
  }

  /**
   * For the organisations of the current practice.
   *
   * @param from when it came, inclusive
   * @param to exclusive
   * @param anew whether each record is read again, whatever is known of it; else what Tandem asked
   *     for by itself, and what came before a write of ours, stays as it was judged
   * @return how many events wait now that had been dealt with
   */
  @Transactional
  public int replay(Instant from, Instant to, boolean anew) {
    int again =
        jdbc.sql(
                """
                update house.delivery
                   set done_at = null, verdict = null, not_before = null, tries = 0,
                       last_error = null, dead_at = null, halved = 0, correlation = null,
                       told_at = case when :anew then coalesce(told_at, event_at) else told_at end,
                       event_at = case when :anew then 'infinity' else coalesce(told_at, event_at) end
                 where tenant in (select tenant_id::uuid from house.organisation_route
                                   where practice_id = house.here())
                   and received_at >= :from and received_at < :to
                   and resource is not null and done_at is not null
                   and verdict is distinct from :suppliers
                   and (:anew or verdict is distinct from 'overtaken'
                                 and isfinite(coalesce(told_at, event_at)))""")
            .param("anew", anew)
            .param("suppliers", Delivery.SUPPLIERS)
            .param("from", Timestamp.from(from))
            .param("to", Timestamp.from(to))
            .update();
    lanes.signal();
    return again;
  }

  /** How many events that came then still wait. */
  @Transactional(readOnly = true)
  public int waiting(Instant from, Instant to) {
    return jdbc.sql(
            """
            select count(*) from house.delivery
             where tenant in (select tenant_id::uuid from house.organisation_route
                               where practice_id = house.here())
               and received_at >= :from and received_at < :to and resource is not null
               and done_at is null and dead_at is null""")
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .query(Integer.class)
        .single();
  }
}
