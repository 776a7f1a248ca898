package dev.tandem.books.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far the push that goes on just now has come, or the last one did. Told from its own calls: a
 * push is the calls that follow each other without a longer silence.
 */
@Component
@Transactional
public class PushProgress {

  /** Longer than a spent minute lasts, and than a lost answer is waited for. */
  private static final Duration SILENCE = Duration.ofMinutes(3);

  private static final Duration BACK = Duration.ofDays(1);
  private static final Duration LATELY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  PushProgress(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param began its first call
   * @param last its latest call
   * @param going the latest call is no longer ago than a push may be silent
   * @param sent records that arrived
   * @param lately of these, in the last minute
   */
  public record Progress(
      Instant began, Instant last, boolean going, int calls, int sent, int lately) {}

  /** Of the last day; empty if nothing went to this organisation in it. */
  public Optional<Progress> of(UUID tenant) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            with calls as (
              select id, prepared_at,
                     prepared_at - lag(prepared_at) over (order by prepared_at) as silence
                from practice.push_batch where tenant = :tenant and prepared_at > :back),
            began as (
              select max(prepared_at) as at from calls
               where silence is null or silence > make_interval(secs => :silence)),
            push as (select c.* from calls c join began on c.prepared_at >= began.at)
            select min(prepared_at) as began, max(prepared_at) as last, count(*) as calls,
                   coalesce(sum(i.sent), 0) as sent,
                   coalesce(sum(i.sent) filter (where prepared_at > :lately), 0) as lately
              from push p
              left join lateral (
                select count(*) as sent from practice.push_item i
                 where i.batch = p.id and i.verdict = 'stored' and not i.beside) i on true
            having count(*) > 0""")
        .param("tenant", tenant)
        .param("back", Timestamp.from(now.minus(BACK)))
        .param("lately", Timestamp.from(now.minus(LATELY)))
        .param("silence", SILENCE.toSeconds())
        .query(
            (row, _) -> {
              Instant last = row.getTimestamp("last").toInstant();
              return new Progress(
                  row.getTimestamp("began").toInstant(),
                  last,
                  last.plus(SILENCE).isAfter(now),
                  row.getInt("calls"),
                  row.getInt("sent"),
                  row.getInt("lately"));
            })
        .optional();
  }
}
