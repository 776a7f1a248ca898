package dev.tandem.books.conflicts;

import dev.tandem.books.conflicts.Conflicts.Trace;
import dev.tandem.shared.Ids;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fields in which a write of ours went over somebody's change that nobody here had seen. Nothing
 * waits for them: both sides say ours. A person says whether that is right.
 */
@Component
@Transactional
public class OverlapConflicts {

  private final Conflicts conflicts;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  OverlapConflicts(Conflicts conflicts, JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.conflicts = conflicts;
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Ours went over what somebody had written into these fields. A field that is before a person
   * already stays as it is.
   */
  public void raise(
      UUID tenant, String kind, UUID record, List<Conflicts.Dispute> disputes, List<Trace> traces) {
    Instant at = traces.stream().map(Trace::at).filter(Objects::nonNull).findFirst().orElse(null);
    Timestamp now = now();
    for (Conflicts.Dispute it : disputes) {
      jdbc.sql(
              """
              insert into practice.conflict (id, tenant, kind, record, field, agreed, ours, theirs, raised_at,
                                             their_at, sort, traces)
              values (:id, :tenant, :kind, :record, :field, :agreed, :ours, :theirs, :now,
                      :at::timestamptz, 'overlap', :traces::jsonb)
              on conflict (practice_id, kind, record, tenant, field) where closed_at is null do nothing""")
          .param("id", Ids.next(clock))
          .param("tenant", tenant)
          .param("kind", kind)
          .param("record", record)
          .param("field", it.field())
          .param("agreed", it.agreed())
          .param("ours", it.ours())
          .param("theirs", it.theirs())
          .param("now", now)
          .param("at", at == null ? null : Timestamp.from(at))
          .param("traces", json.writeValueAsString(traces))
          .update();
    }
    conflicts.forgetOfErased(kind, record);
  }

  /** Somebody wrote these fields anew over there: what ours went over has been dealt with. */
  public void dealtWith(UUID tenant, String kind, UUID record, Collection<String> fields) {
    int closed =
        jdbc.sql(
                """
                update practice.conflict set closed_at = :now
                 where tenant = :tenant and kind = :kind and record = :record and closed_at is null
                   and sort = 'overlap' and field = any(:fields)""")
            .param("now", now())
            .param("tenant", tenant)
            .param("kind", kind)
            .param("record", record)
            .param("fields", fields.toArray(String[]::new))
            .update();
    if (closed > 0) {
      conflicts.show(kind, record);
    }
    conflicts.forgetOfErased(kind, record);
  }

  /** Who changed the record over there, for those of its conflicts of which nobody asked so far. */
  public void traced(UUID tenant, String kind, UUID record, List<Trace> traces) {
    jdbc.sql(
            """
            update practice.conflict set traces = :traces::jsonb
             where tenant = :tenant and kind = :kind and record = :record and closed_at is null
               and traces is null""")
        .param("traces", json.writeValueAsString(traces))
        .param("tenant", tenant)
        .param("kind", kind)
        .param("record", record)
        .update();
    conflicts.forgetOfErased(kind, record);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
