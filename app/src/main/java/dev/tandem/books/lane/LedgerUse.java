package dev.tandem.books.lane;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much is read from each organisation. Xero bills what an app pulls from it beyond its plan, by
 * the calendar month in UTC (<a href="https://developer.xero.com/pricing">pricing</a>).
 */
@Component
public class LedgerUse {

  private static final long GIGABYTE = 1L << 30;

  private final JdbcClient jdbc;
  private final Clock clock;
  private final long monthMost;

  /**
   * @param gigabytes what the plan of the app at Xero includes in a month, for all organisations
   *     together: 10 in Core, 50 in Plus, 250 in Advanced, nothing in Starter; 0 when nobody said
   */
  LedgerUse(JdbcClient jdbc, Clock clock, @Value("${TANDEM_XERO_EGRESS_GB:0}") int gigabytes) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.monthMost = gigabytes * GIGABYTE;
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
  @Transactional(readOnly = true)
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
        .query((row, _) -> new Read(row.getLong(1), row.getLong(2), monthMost))
        .single();
  }

  /** Joins the transaction that writes the call down. */
  void add(UUID tenant, long bytes) {
    jdbc.sql(
            """
            insert into practice.ledger_use as so_far (tenant, day, calls, bytes)
            values (:tenant, :day, 1, :bytes)
            on conflict (practice_id, tenant, day)
              do update set calls = so_far.calls + 1, bytes = so_far.bytes + excluded.bytes""")
        .param("tenant", tenant)
        .param("day", today())
        .param("bytes", bytes)
        .update();
  }

  void forgetBefore(LocalDate day) {
    jdbc.sql("delete from practice.ledger_use where day < :day").param("day", day).update();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
