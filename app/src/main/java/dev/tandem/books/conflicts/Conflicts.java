package dev.tandem.books.conflicts;

import dev.tandem.shared.Ids;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import dev.tandem.staff.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fields that both sides changed differently. Such a field stays as it is on both sides until the
 * values meet or a person decides; everything else of the record goes on travelling.
 */
@Component
@Transactional
public class Conflicts {

  private static final TypeReference<List<Trace>> TRACES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Changes changes;
  private final Clock clock;

  Conflicts(JdbcClient jdbc, JsonMapper json, Changes changes, Clock clock) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.json = json;
    this.clock = clock;
  }

  /** One field in dispute, as a reading found it. */
  public record Dispute(String field, @Nullable String agreed, String ours, String theirs) {}

  /** Why a field is before a person. */
  public enum Sort {
    /** Both sides changed it differently, and each keeps its own. */
    BOTH,
    /** Both sides made a document something else, and one of them cannot be without a person. */
    STATUS,
    /** Ours went over a change that nobody here had seen: both sides say ours now. */
    OVERLAP;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Sort of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Who changed the record over there, in the ledger's words.
   *
   * @param at null if it does not tell
   */
  public record Trace(@Nullable Instant at, String who, String what, String details) {}

  /**
   * A conflict that waits for a person.
   *
   * @param traces who changed it over there; null while nobody asked
   * @param ourBy who changed it here last; null where Tandem itself did, or nobody knows
   * @param ourAt when
   * @param theirAt when it was changed over there, as the ledger told; null where it did not
   */
  public record Open(
      UUID id,
      Sort sort,
      UUID tenant,
      String kind,
      UUID record,
      String field,
      @Nullable String agreed,
      String ours,
      String theirs,
      @Nullable String ourBy,
      @Nullable Instant ourAt,
      @Nullable Instant theirAt,
      @Nullable List<Trace> traces,
      Instant raisedAt) {}

  /** Whatever differs, each record once; where ours went over theirs both sides say the same. */
  public List<RecordRef> differing() {
    return jdbc.sql(
            """
            select distinct kind, record from practice.conflict
             where closed_at is null and sort <> 'overlap'""")
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Oldest first. */
  public List<Open> open(int limit) {
    return jdbc.sql(
            "select * from practice.conflict where closed_at is null order by raised_at, id limit :limit")
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /** Of these records, in whatever organisation, in the order in which they were raised. */
  public List<Open> of(String kind, Collection<UUID> records) {
    return jdbc.sql(
            """
            select * from practice.conflict
             where kind = :kind and record = any(:records) and closed_at is null
             order by raised_at, id""")
        .param("kind", kind)
        .param("records", records.toArray(UUID[]::new))
        .query(this::row)
        .list();
  }

  /** Some of the records in dispute, those that wait longest first. */
  public List<RecordRef> records(@Nullable String kind, int skipped, int most) {
    return jdbc.sql(
            """
            select kind, record from practice.conflict
             where closed_at is null and (:kind::text is null or kind = :kind)
             group by kind, record order by min(raised_at), record limit :most offset :skipped""")
        .param("kind", kind)
        .param("most", most)
        .param("skipped", skipped)
        .query((row, _) -> new RecordRef(row.getString(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Records of which one of these fields is in dispute, those that wait longest first. */
  public List<UUID> about(String kind, Collection<String> fields, int most) {
    return jdbc.sql(
            """
            select record from practice.conflict
             where closed_at is null and kind = :kind and field = any(:fields) and sort <> 'overlap'
             group by record order by min(raised_at), record limit :most""")
        .param("kind", kind)
        .param("fields", fields.toArray(String[]::new))
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /** How many records of each kind are in dispute. */
  public Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    jdbc.sql(
            """
            select kind, count(distinct record) from practice.conflict
             where closed_at is null group by kind""")
        .query((RowCallbackHandler) row -> counts.put(row.getString(1), row.getInt(2)));
    return counts;
  }

  private Open row(ResultSet row, int number) throws SQLException {
    return new Open(
        row.getObject("id", UUID.class),
        Sort.of(row.getString("sort")),
        row.getObject("tenant", UUID.class),
        row.getString("kind"),
        row.getObject("record", UUID.class),
        row.getString("field"),
        row.getString("agreed"),
        row.getString("ours"),
        row.getString("theirs"),
        row.getString("our_by"),
        instant(row, "our_at"),
        instant(row, "their_at"),
        traces(row.getString("traces")),
        row.getTimestamp("raised_at").toInstant());
  }

  private @Nullable List<Trace> traces(@Nullable String text) {
    return text == null ? null : json.readValue(text, TRACES);
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  /** Closes these fields' disputes: a person, or a rule of theirs, said whose word counts. */
  public void decide(UUID tenant, String kind, UUID record, Map<String, Decision> decisions) {
    Timestamp now = now();
    decisions.forEach(
        (field, decision) ->
            jdbc.sql(
                    """
                    update practice.conflict
                       set closed_at = :now, decision = :decision, decided_by = :by
                     where tenant = :tenant and kind = :kind and record = :record and field = :field
                       and closed_at is null""")
                .param("now", now)
                .param("decision", decision.text())
                .param("by", Actor.current().name())
                .param("tenant", tenant)
                .param("kind", kind)
                .param("record", record)
                .param("field", field)
                .update());
    forgetOfErased(kind, record);
    show(kind, record);
  }

  /** Those of these records in which ours went over theirs. */
  public Set<UUID> overtaken(String kind, Collection<UUID> records) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct record from practice.conflict
                 where kind = :kind and record = any(:records) and closed_at is null
                   and sort = 'overlap'""")
            .param("kind", kind)
            .param("records", records.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
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
             where kind = :kind and record = any(:records) and closed_at is null and sort <> 'overlap'
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
             where tenant = :tenant and kind = :kind and record = any(:records) and closed_at is null
               and sort <> 'overlap'""")
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
   * @param changedAt when the record was changed over there last; null where that was not told
   */
  public void settle(
      UUID tenant,
      String kind,
      UUID record,
      Collection<String> witnessed,
      List<Dispute> disputes,
      @Nullable Instant changedAt) {
    int closed =
        jdbc.sql(
                """
            update practice.conflict set closed_at = :now
             where tenant = :tenant and kind = :kind and record = :record and closed_at is null
               and sort <> 'overlap' and field = any(:witnessed) and not field = any(:still)""")
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
    int raised = disputes.stream().mapToInt(it -> raise(tenant, kind, record, it, changedAt)).sum();
    if (closed + raised > 0) {
      show(kind, record);
    }
  }

  /** There is no other side any more: nothing of it is in dispute, and nobody is asked. */
  public void close(UUID tenant, String kind, UUID record) {
    int closed =
        jdbc.sql(
                """
                update practice.conflict set closed_at = :now
                 where tenant = :tenant and kind = :kind and record = :record and closed_at is null""")
            .param("now", now())
            .param("tenant", tenant)
            .param("kind", kind)
            .param("record", record)
            .update();
    if (closed > 0) {
      forgetOfErased(kind, record);
      show(kind, record);
    }
  }

  /** A rule decided it before anybody was asked: it is told as one that was closed at once. */
  public void ruled(
      UUID tenant,
      String kind,
      UUID record,
      Dispute it,
      Decision decision,
      @Nullable Instant changedAt) {
    raise(tenant, kind, record, it, changedAt);
    decide(tenant, kind, record, Map.of(it.field(), decision));
  }

  /** A document of a client who was erased keeps its own texts and no further copies. */
  void forgetOfErased(String kind, UUID record) {
    jdbc.sql(
            """
            update practice.conflict c
               set traces = (select jsonb_agg(t || '{"details": ""}') from jsonb_array_elements(c.traces) t)
             where kind = :kind and record = :record and jsonb_array_length(c.traces) > 0
               and exists (select from practice.document_of_client d
                             join practice.erasure e on e.client = d.client
                            where d.kind = :kind and d.record = :record)""")
        .param("kind", kind)
        .param("record", record)
        .update();
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

  /** To whoever has a page of it open: what is in dispute about it is another than before. */
  void show(String kind, UUID record) {
    changes.announce(new RecordRef(kind, record));
  }

  /**
   * @return 1 if that is something new
   */
  private int raise(
      UUID tenant, String kind, UUID record, Dispute it, @Nullable Instant changedAt) {
    return jdbc.sql(
            """
            insert into practice.conflict (id, tenant, kind, record, field, agreed, ours, theirs, raised_at,
                                           our_by, our_at, their_at, sort)
            select :id, :tenant, :kind, :record, :field, :agreed, :ours, :theirs, :now,
                   t.actor_name, t.at, :changed::timestamptz, :sort
              from (select 1) one
              left join lateral (select actor_name, at from practice.trail
                                  where kind = :kind and record_id = :record and actor <> 'SYSTEM'
                                  order by at desc limit 1) t on true
            on conflict (practice_id, kind, record, tenant, field) where closed_at is null
            do update set ours = excluded.ours, theirs = excluded.theirs, sort = excluded.sort,
                          traces = case when conflict.theirs = excluded.theirs then conflict.traces end,
                          our_by = case when conflict.ours = excluded.ours then conflict.our_by else excluded.our_by end,
                          our_at = case when conflict.ours = excluded.ours then conflict.our_at else excluded.our_at end,
                          their_at = case when conflict.theirs = excluded.theirs then conflict.their_at
                                          else coalesce(excluded.their_at, conflict.their_at) end
             where (conflict.ours, conflict.theirs, conflict.sort)
                   is distinct from (excluded.ours, excluded.theirs, excluded.sort)""")
        .param("id", Ids.next(clock))
        .param("tenant", tenant)
        .param("kind", kind)
        .param("record", record)
        .param("field", it.field())
        .param("agreed", it.agreed())
        .param("ours", it.ours())
        .param("theirs", it.theirs())
        .param("sort", (it.field().equals("status") ? Sort.STATUS : Sort.BOTH).text())
        .param("changed", changedAt == null ? null : Timestamp.from(changedAt))
        .param("now", now())
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
