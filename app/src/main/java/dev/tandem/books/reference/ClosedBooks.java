package dev.tandem.books.reference;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Up to which day the books of each organisation are closed: as its lock dates say, or as a refusal
 * said since they were read. The latest word counts, for books can be opened again.
 */
@Component
@Transactional
public class ClosedBooks {

  private final JdbcClient jdbc;
  private final Clock clock;

  ClosedBooks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A refusal named the last closed day. */
  public void learn(UUID tenant, LocalDate day) {
    jdbc.sql(
            """
            insert into practice.closed_until (tenant, day, learned_at)
            values (:tenant, :day, :now)
            on conflict (practice_id, tenant) do update
               set day = excluded.day, learned_at = excluded.learned_at""")
        .param("tenant", tenant)
        .param("day", day)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The last closed day of the organisation; empty if none is known, or if every day is open. */
  @Transactional(readOnly = true)
  public Optional<LocalDate> until(UUID tenant) {
    return jdbc.sql(
            """
            select case when r.read_at is null or c.learned_at > r.read_at then c.day
                        else greatest(s.period_lock, s.year_lock) end as day
              from (select 1) as one
              left join practice.closed_until c on c.tenant = :tenant
              left join practice.ledger_settings s on s.tenant = :tenant
              left join practice.reference_read r on r.tenant = :tenant and r.part = :part""")
        .param("tenant", tenant)
        .param("part", ReferencePart.DETAILS.text())
        .query((row, _) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
        .single();
  }
}
