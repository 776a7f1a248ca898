package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of {@code house.lost_connection}: which bindings need attention, over all practices, and
 * when to look at each again. The delay grows with each look in vain, up to an hour; a loss within
 * an hour after a recovery goes on with it, so that a connection that comes and goes is looked at
 * ever more rarely, and stays lost long enough to be told.
 */
@Repository
class LostConnections {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Duration SOON_AGAIN = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  LostConnections(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param grant through which it is reached; null if it is bound no more
   * @param looks so many in vain so far
   * @param due when this look was due; another moment means that somebody was quicker
   */
  record Lost(
      PracticeId practice, BindingId binding, @Nullable GrantId grant, int looks, Instant due) {}

  /** As part of the transaction that loses it. */
  void watch(BindingId binding, PracticeId practice) {
    int before =
        jdbc.sql(
                "select looks from house.lost_connection where binding_id = ? and recovered_at > ?")
            .params(binding.value(), in(SOON_AGAIN.negated()))
            .query(Integer.class)
            .optional()
            .orElse(0);
    jdbc.sql(
            """
            insert into house.lost_connection as it (binding_id, practice_id, looks, next_look_at)
            values (:binding, :practice, :looks, :next)
            on conflict (binding_id) do update
            set looks = excluded.looks, next_look_at = excluded.next_look_at, recovered_at = null
            where it.recovered_at is not null
            """)
        .param("binding", binding.value())
        .param("practice", practice.value())
        .param("looks", before)
        .param("next", in(delay(before)))
        .update();
  }

  /** As part of the transaction that sees it recover or binds it anew; remembered for a while. */
  void recovered(BindingId binding) {
    jdbc.sql(
            """
            update house.lost_connection set looks = looks + 1, recovered_at = ?
            where binding_id = ? and recovered_at is null
            """)
        .params(in(Duration.ZERO), binding.value())
        .update();
  }

  /**
   * Only in a transaction that holds the binding: a loss that joins this row is not to be dropped.
   */
  void forget(Lost it) {
    jdbc.sql("delete from house.lost_connection where binding_id = ? and next_look_at = ?")
        .params(it.binding().value(), Timestamp.from(it.due()))
        .update();
  }

  void forgetRecovered() {
    jdbc.sql("delete from house.lost_connection where recovered_at < ?")
        .param(in(SOON_AGAIN.negated()))
        .update();
  }

  /** Those to look at now, the longest due first. */
  List<Lost> due(int most) {
    return jdbc.sql(
            """
            select lost.practice_id, lost.binding_id, route.grant_id, lost.looks, lost.next_look_at
            from house.lost_connection lost
            left join house.organisation_route route on route.binding_id = lost.binding_id
            where lost.recovered_at is null and lost.next_look_at <= ?
            order by lost.next_look_at limit ?
            """)
        .params(in(Duration.ZERO), most)
        .query((row, _) -> read(row))
        .list();
  }

  private static Lost read(ResultSet row) throws SQLException {
    UUID grant = row.getObject(3, UUID.class);
    return new Lost(
        new PracticeId(row.getObject(1, UUID.class)),
        new BindingId(row.getObject(2, UUID.class)),
        grant == null ? null : new GrantId(grant),
        row.getInt(4),
        row.getTimestamp(5).toInstant());
  }

  void postpone(Lost it) {
    jdbc.sql(
            """
            update house.lost_connection set looks = looks + 1, next_look_at = ?
            where binding_id = ? and next_look_at = ? and recovered_at is null
            """)
        .params(in(delay(it.looks() + 1)), it.binding().value(), Timestamp.from(it.due()))
        .update();
  }

  private static Duration delay(int looks) {
    if (looks == 0) {
      return FIRST;
    }
    Duration grown = SECOND.multipliedBy(1L << Math.min(looks - 1, 4));
    return grown.compareTo(LONGEST) > 0 ? LONGEST : grown;
  }

  private Timestamp in(Duration time) {
    return Timestamp.from(clock.instant().plus(time));
  }
}
