package dev.tandem.books.connection;

import dev.tandem.shared.PracticeId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows of {@code house.lost_connection}: which bindings need attention, over all practices, and
 * when to look at each again. The delay grows with each look in vain, up to an hour.
 */
@Repository
class LostConnections {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  LostConnections(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param looks so many in vain so far
   */
  record Lost(PracticeId practice, BindingId binding, int looks) {}

  void watch(BindingId binding, PracticeId practice) {
    jdbc.sql(
            """
            insert into house.lost_connection (binding_id, practice_id, looks, next_look_at)
            values (?, ?, 0, ?) on conflict do nothing
            """)
        .params(binding.value(), practice.value(), in(FIRST))
        .update();
  }

  void forget(BindingId binding) {
    jdbc.sql("delete from house.lost_connection where binding_id = ?")
        .param(binding.value())
        .update();
  }

  List<Lost> due(int most) {
    return jdbc.sql(
            """
            select practice_id, binding_id, looks from house.lost_connection
            where next_look_at <= ? order by next_look_at limit ?
            """)
        .params(in(Duration.ZERO), most)
        .query(
            (row, _) ->
                new Lost(
                    new PracticeId(row.getObject(1, UUID.class)),
                    new BindingId(row.getObject(2, UUID.class)),
                    row.getInt(3)))
        .list();
  }

  void postpone(Lost it) {
    Duration delay = SECOND.multipliedBy(1L << Math.min(it.looks(), 4));
    jdbc.sql(
            "update house.lost_connection set looks = looks + 1, next_look_at = ? where binding_id = ?")
        .params(in(delay.compareTo(LONGEST) > 0 ? LONGEST : delay), it.binding().value())
        .update();
  }

  private Timestamp in(Duration time) {
    return Timestamp.from(clock.instant().plus(time));
  }
}
