package dev.tandem.books.inbox;

import dev.tandem.shared.RecordRef;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * As of when it is known what the ledger has of a record: when it was read itself, when it was
 * compared with all others, or when the ledger was last asked what of its kind had changed. What it
 * told of a record and was not dealt with since, or could not be taken in, is not known.
 */
@Component
public class Knowledge {

  /** Clocks of nodes differ by less. */
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  Knowledge(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What was noted for a later time than this was noted by a clock that was ahead, and was put
   * right since: it says nothing.
   */
  public static Instant latest(Instant now) {
    return now.plus(LEEWAY);
  }

  /**
   * Where several organisations have a record, as of when all of them are known; those that none
   * has are missing.
   */
  @Transactional(readOnly = true)
  public Map<RecordRef, Instant> of(Collection<RecordRef> records) {
    var known = new HashMap<RecordRef, Instant>();
    jdbc.sql(
            """
            with mine as materialized (
              select l.kind, l.record, l.practice_id, l.tenant, l.ledger_id,
                     case when l.linked_at <= :latest then l.linked_at end as linked_at,
                     case when l.read_at <= :latest then l.read_at end as read_at,
                     case when l.listed_at <= :latest then l.listed_at end as listed_at
                from unnest(:kinds, :records) as r (kind, record)
                join practice.link l on l.kind = r.kind and l.record = r.record),
            open as materialized (
              select tenant, resource, min(received_at) as since from house.delivery
               where done_at is null and tenant in (select tenant from mine)
               group by tenant, resource)
            select l.kind, l.record,
                   min(greatest(l.linked_at, l.read_at,
                                case when l.listed_at is not null then least(l.listed_at, o.since) end,
                                case when s.read_at is not null then least(s.read_at, o.since) end)) as known_at
              from mine l
              left join open o on o.tenant = l.tenant and o.resource = l.ledger_id
              left join practice.allocation a on l.kind = 'allocation' and a.id = l.record
              left join practice.refund f on l.kind = 'refund' and f.id = l.record
              left join (select practice_id, tenant, kind,
                                case when read_at <= :latest then read_at else watermark end as read_at
                           from practice.sweep) s
                     on s.practice_id = l.practice_id and s.tenant = l.tenant
                        and s.kind = case when coalesce(a.advance_id, f.advance_id) is not null then 'advance'
                                          when l.kind in ('allocation', 'refund') then 'credit-note'
                                          when l.kind = 'receipt' then 'payment'
                                          else l.kind end
             group by l.kind, l.record""")
        .param("latest", Timestamp.from(latest(clock.instant())))
        .param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
        .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new))
        .query(
            row -> {
              Timestamp at = row.getTimestamp("known_at");
              if (at != null) {
                known.put(
                    new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)),
                    at.toInstant());
              }
            });
    return known;
  }
}
