package dev.tandem.books.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How far the changed-since readings of each kind have come. */
@Repository
@Transactional
class Sweeps {

  private final JdbcClient jdbc;
  private final Clock clock;

  Sweeps(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param watermark everything up to it was read; null before the first reading
   * @param dueAt something suggests to read again by then; null if nothing does
   */
  record Mark(@Nullable Instant watermark, Instant readAt, @Nullable Instant dueAt) {}

  Optional<Mark> find(UUID tenant, String kind) {
    return jdbc.sql(
            "select watermark, read_at, due_at from practice.sweep where tenant = :tenant and kind = :kind")
        .param("tenant", tenant)
        .param("kind", kind)
        .query(
            (row, _) -> {
              Timestamp mark = row.getTimestamp("watermark");
              Timestamp due = row.getTimestamp("due_at");
              return new Mark(
                  mark == null ? null : mark.toInstant(),
                  row.getTimestamp("read_at").toInstant(),
                  due == null ? null : due.toInstant());
            })
        .optional();
  }

  /**
   * @param watermark null to leave it where it is
   * @param readAt when the reading began
   */
  void save(UUID tenant, String kind, @Nullable Instant watermark, Instant readAt) {
    jdbc.sql(
            """
            insert into practice.sweep (tenant, kind, watermark, read_at)
            values (:tenant, :kind, :watermark, :readAt)
            on conflict (practice_id, tenant, kind) do update
               set watermark = coalesce(excluded.watermark, sweep.watermark), read_at = excluded.read_at,
                   due_at = case when sweep.due_at > excluded.read_at then sweep.due_at end""")
        .param("tenant", tenant)
        .param("kind", kind)
        .param("watermark", watermark == null ? null : Timestamp.from(watermark))
        .param("readAt", Timestamp.from(readAt))
        .update();
  }

  /** Reads the kind by then at the latest. */
  void hasten(UUID tenant, String kind, Instant dueAt) {
    jdbc.sql(
            """
            update practice.sweep set due_at = least(due_at, :dueAt)
             where tenant = :tenant and kind = :kind""")
        .param("dueAt", Timestamp.from(dueAt))
        .param("tenant", tenant)
        .param("kind", kind)
        .update();
  }

  Instant now() {
    return clock.instant();
  }
}
