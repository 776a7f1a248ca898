package dev.tandem.books.lane;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many calls are made to each organisation, and how much is read from it, by day and job. Xero
 * bills what an app pulls beyond its plan, by the calendar month in UTC (<a
 * href="https://developer.xero.com/pricing">pricing</a>). Counted by {@link SyncLog#add}, with each
 * call.
 */
@Component
@Transactional(readOnly = true)
public class LedgerUse {

  private final JdbcClient jdbc;
  private final Clock clock;
  private final LedgerPlan plan;

  LedgerUse(JdbcClient jdbc, Clock clock, LedgerPlan plan) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.plan = plan;
  }

  /**
   * Bytes as they crossed the wire. Reading the organisation itself is free at Xero but counted
   * here, so that Xero's own figure is never above ours.
   *
   * @param today since midnight UTC
   * @param month since the first of the month, UTC
   * @param monthMost what the plan includes for all organisations of the app together; 0 when
   *     nobody said
   */
  public record Read(long today, long month, long monthMost) {}

  /** What the current practice read from this organisation. */
  public Read of(UUID tenant) {
    LocalDate today = today();
    return jdbc.sql(
            """
            select coalesce(sum(bytes) filter (where day = :today), 0)::bigint,
                   coalesce(sum(bytes), 0)::bigint
              from practice.ledger_use where tenant = :tenant and day >= :first""")
        .param("today", today)
        .param("tenant", tenant)
        .param("first", today.withDayOfMonth(1))
        .query((row, _) -> new Read(row.getLong(1), row.getLong(2), plan.monthBytes()))
        .single();
  }

  /**
   * What one job used on one day.
   *
   * @param day in UTC
   * @param bytes body bytes received
   * @param bytesOut body bytes sent
   * @param waits calls that the ledger refused because they were too many
   */
  public record Day(LocalDate day, Job job, int calls, long bytes, long bytesOut, int waits) {}

  /** By day, then job, from this day on; days and jobs without a call are missing. */
  public List<Day> since(UUID tenant, LocalDate first) {
    return jdbc.sql(
            """
            select day, job, calls, bytes, bytes_out, waits from practice.ledger_use
             where tenant = :tenant and day >= :first order by day, job""")
        .param("tenant", tenant)
        .param("first", first)
        .query(
            (row, _) ->
                new Day(
                    row.getObject("day", LocalDate.class),
                    Job.of(row.getString("job")),
                    row.getInt("calls"),
                    row.getLong("bytes"),
                    row.getLong("bytes_out"),
                    row.getInt("waits")))
        .list();
  }

  /**
   * What was read through an app this month from all organisations that it serves, whosever they
   * are: that is what Xero bills.
   */
  public long readThisMonth(String app) {
    return jdbc.sql(
            """
            select coalesce(sum(bytes), 0)::bigint from house.app_use
             where app = :app and month = :month""")
        .param("app", app)
        .param("month", today().withDayOfMonth(1))
        .query(Long.class)
        .single();
  }

  @Transactional
  void forgetBefore(LocalDate day) {
    jdbc.sql("delete from practice.ledger_use where day < :day").param("day", day).update();
  }

  /** As the ledger counts days and months. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
