package dev.tandem.books.conflicts;

import dev.tandem.shared.Ids;
import dev.tandem.shared.RecordRef;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fields that both sides changed differently. Such a field stays as it is on both sides until the
 * values meet or a person decides; everything else of the record goes on travelling.
 */
@Component
@Transactional
public class Conflicts {

  private final JdbcClient jdbc;
  private final Clock clock;

  Conflicts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** One field in dispute, as a reading found it. */
  public record Dispute(String field, @Nullable String agreed, String ours, String theirs) {}

  /** A conflict that waits for a person. */
  public record Open(
      UUID id,
      UUID tenant,
      String kind,
      UUID record,
      String field,
      @Nullable String agreed,
      String ours,
      String theirs,
      Instant raisedAt) {}

  /** Whatever has an open one, each record once. */
  public List<RecordRef> records() {
    return jdbc.sql("select distinct kind, record from practice.conflict where closed_at is null")
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Oldest first. */
  public List<Open> open(int limit) {
    return jdbc.sql(
            """
            select id, tenant, kind, record, field, agreed, ours, theirs, raised_at from practice.conflict
             where closed_at is null order by raised_at limit :limit""")
        .param("limit", limit)
        .query(
            (row, _) ->
                new Open(
                    row.getObject("id", UUID.class),
                    row.getObject("tenant", UUID.class),
                    row.getString("kind"),
                    row.getObject("record", UUID.class),
                    row.getString("field"),
                    row.getString("agreed"),
                    row.getString("ours"),
                    row.getString("theirs"),
                    row.getTimestamp("raised_at").toInstant()))
        .list();
  }

  /** The fields of each record that wait for a decision, in whatever organisation. */
  public Map<UUID, Set<String>> openFields(String kind, Collection<UUID> records) {
    return openFields(null, kind, records);
  }

  /**
   * The fields of each record that wait for a decision.
   *
   * @param tenant the organisation that differs; null for any
   */
  public Map<UUID, Set<String>> openFields(
      @Nullable UUID tenant, String kind, Collection<UUID> records) {
    var fields = new HashMap<UUID, Set<String>>();
    jdbc.sql(
            """
            select record, field from practice.conflict
             where kind = :kind and record = any(:records) and closed_at is null
               and (:tenant::uuid is null or tenant = :tenant)""")
        .param("kind", kind)
        .param("tenant", tenant, Types.OTHER)
        .param("records", records.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    fields
                        .computeIfAbsent(row.getObject("record", UUID.class), _ -> new HashSet<>())
                        .add(row.getString("field")));
    return fields;
  }

  /** What this organisation last said of each disputed field, by record. */
  public Map<UUID, Map<String, String>> theirs(UUID tenant, String kind, Collection<UUID> records) {
    var theirs = new HashMap<UUID, Map<String, String>>();
    jdbc.sql(
            """
            select record, field, theirs from practice.conflict
             where tenant = :tenant and kind = :kind and record = any(:records) and closed_at is null""")
        .param("tenant", tenant)
        .param("kind", kind)
        .param("records", records.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    theirs
                        .computeIfAbsent(row.getObject("record", UUID.class), _ -> new HashMap<>())
                        .put(row.getString("field"), row.getString("theirs")));
    return theirs;
  }

  /**
   * Raises what a reading found in dispute and closes what it found settled.
   *
   * @param witnessed the fields that the reading carried; it proves nothing of others
   */
  public void settle(
      UUID tenant, String kind, UUID record, Collection<String> witnessed, List<Dispute> disputes) {
    int closed =
        jdbc.sql(
                """
            update practice.conflict set closed_at = :now
             where tenant = :tenant and kind = :kind and record = :record and closed_at is null
               and field = any(:witnessed) and not field = any(:still)""")
            .param("now", now())
            .param("tenant", tenant)
            .param("kind", kind)
            .param("record", record)
            .param("witnessed", witnessed.toArray(String[]::new))
            .param("still", disputes.stream().map(Dispute::field).toArray(String[]::new))
            .update();
    if (closed > 0) {
      forgetOfErased(kind, record);
    }
    disputes.forEach(it -> raise(tenant, kind, record, it));
  }

  /** A document of a client who was erased keeps its own texts and no further copies. */
  private void forgetOfErased(String kind, UUID record) {
    jdbc.sql(
            """
            delete from practice.conflict
             where kind = :kind and record = :record and closed_at is not null
               and exists (select from practice.document_of_client d
                             join practice.erasure e on e.client = d.client
                            where d.kind = :kind and d.record = :record)""")
        .param("kind", kind)
        .param("record", record)
        .update();
  }

  private void raise(UUID tenant, String kind, UUID record, Dispute it) {
    jdbc.sql(
            """
            insert into practice.conflict (id, tenant, kind, record, field, agreed, ours, theirs, raised_at)
            values (:id, :tenant, :kind, :record, :field, :agreed, :ours, :theirs, :now)
            on conflict (practice_id, kind, record, tenant, field) where closed_at is null
            do update set ours = excluded.ours, theirs = excluded.theirs""")
        .param("id", Ids.next(clock))
        .param("tenant", tenant)
        .param("kind", kind)
        .param("record", record)
        .param("field", it.field())
        .param("agreed", it.agreed())
        .param("ours", it.ours())
        .param("theirs", it.theirs())
        .param("now", now())
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
