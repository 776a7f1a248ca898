package dev.tandem.books.mirror;

import dev.tandem.books.lane.Told;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What happened to each record on its way between both sides. Written once, in the transaction of
 * what happened, and never changed (the application's role may not).
 */
@Repository
@Transactional
public class Story implements Told {

  private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
  private static final int PORTION = 5_000;

  /** What of a document may name somebody. */
  private static final Set<String> TEXTS = Set.of(Fields.LINES, Fields.REFERENCE);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Story(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** The latest five hundred, oldest first. */
  public List<StoryEntry> of(Kind kind, UUID record) {
    return jdbc.sql(
            """
            select * from (select * from practice.sync_story
                            where kind = :kind and record = :record
                            order by at desc, id desc limit 500) latest
             order by at, id""")
        .param("kind", kind.text())
        .param("record", record)
        .query(this::entry)
        .list();
  }

  /** What came of one call of the organisation's lane, in its order. */
  public List<StoryEntry> of(UUID tenant, long seq) {
    return jdbc.sql(
            """
            select * from practice.sync_story
             where tenant = :tenant and seq = :seq order by at, id limit 1000""")
        .param("tenant", tenant)
        .param("seq", seq)
        .query(this::entry)
        .list();
  }

  /** By id; those that were let go are missing. */
  public Map<UUID, StoryEntry> byIds(Collection<UUID> entries) {
    return jdbc
        .sql("select * from practice.sync_story where id = any (:ids)")
        .param("ids", entries.toArray(UUID[]::new))
        .query(this::entry)
        .list()
        .stream()
        .collect(Collectors.toMap(StoryEntry::id, Function.identity()));
  }

  @Override
  public Map<Long, List<Told.Entry>> of(UUID tenant, Collection<Long> seqs) {
    var all = new HashMap<Long, List<Told.Entry>>();
    jdbc.sql(
            """
            select seq, id, encode(digest, 'hex') as digest from practice.sync_story
             where tenant = :tenant and seq = any (:seqs) and digest is not null order by id""")
        .param("tenant", tenant)
        .param("seqs", seqs.toArray(Long[]::new))
        .query(
            row -> {
              all.computeIfAbsent(row.getLong("seq"), _ -> new ArrayList<>())
                  .add(new Told.Entry(row.getObject("id", UUID.class), row.getString("digest")));
            });
    return all;
  }

  @Override
  public Map<UUID, String> digests(Collection<UUID> entries) {
    var digests = new HashMap<UUID, String>();
    byIds(entries).forEach((id, it) -> digests.put(id, it.digest()));
    // What was taken out with an erased client cannot be computed again; it was, when it was
    // written.
    jdbc.sql(
            """
            select id, encode(digest, 'hex') as digest from practice.sync_story
             where id = any (:ids) and erased_at is not null and digest is not null""")
        .param("ids", entries.toArray(UUID[]::new))
        .query(
            row -> {
              digests.put(row.getObject("id", UUID.class), row.getString("digest"));
            });
    return digests;
  }

  /** In portions, so that nobody waits for long. */
  int forgetBefore(Instant moment) {
    return jdbc.sql(
            """
            delete from practice.sync_story where id in (
              select id from practice.sync_story where at < :moment limit :most)""")
        .param("moment", Timestamp.from(moment))
        .param("most", PORTION)
        .update();
  }

  /**
   * One record's part in what happened.
   *
   * @param changes the fields that travelled with the values sent or taken
   * @param before what the receiving side had in these fields before, as far as it is known
   * @param came what the ledger showed afterwards, where that is not what was sent
   */
  public record Event(
      UUID record,
      String text,
      Map<String, String> changes,
      Map<String, String> before,
      Map<String, String> came) {

    public Event(UUID record, String text, Map<String, String> changes) {
      this(record, text, changes, Map.of(), Map.of());
    }
  }

  /**
   * Adds to the records' stories, as part of the current transaction.
   *
   * @param batch the write call it belongs to, if it was one: who made the changes in it caused
   *     this; else whoever this code works for
   */
  public void note(Kind kind, UUID tenant, @Nullable UUID batch, List<Event> events) {
    note(kind, tenant, null, batch, events);
  }

  /**
   * As above, of a call.
   *
   * @param seq the lane's count of the call that it came of
   */
  public void note(
      Kind kind, UUID tenant, @Nullable Long seq, @Nullable UUID batch, List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<UUID, List<Cause>> causes = batch == null ? Map.of() : causes(batch);
    List<Cause> current = Cause.read(Cause.now());
    Set<UUID> erased = erased(kind, events);
    // As precisely as the database keeps it: the digest is computed again from what is read.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    add(
        events.stream()
            .map(
                it ->
                    new StoryEntry(
                        Ids.next(clock),
                        now,
                        kind.text(),
                        it.record(),
                        tenant,
                        seq,
                        batch,
                        it.text(),
                        causes.getOrDefault(it.record(), current),
                        erased.contains(it.record()) ? left(kind, it.changes()) : it.changes(),
                        erased.contains(it.record()) ? left(kind, it.before()) : it.before(),
                        erased.contains(it.record()) ? left(kind, it.came()) : it.came()))
            .toList());
  }

  /** Those of them that are, or belong to, clients who were erased. */
  private Set<UUID> erased(Kind kind, List<Event> events) {
    String sql =
        kind == Kind.CLIENT
            ? "select client from practice.erasure where client = any (:records)"
            : """
              select d.record from practice.document_of_client d
                join practice.erasure e on e.client = d.client
               where d.kind = :kind and d.record = any (:records)""";
    return new HashSet<>(
        jdbc.sql(sql)
            .param("kind", kind.text())
            .param("records", events.stream().map(Event::record).distinct().toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  /** What went away with a client is not written down once more; a document's figures may be. */
  private static Map<String, String> left(Kind kind, Map<String, String> values) {
    if (kind == Kind.CLIENT) {
      return Map.of();
    }
    var figures = new HashMap<>(values);
    figures.keySet().removeAll(TEXTS);
    return figures;
  }

  private Map<UUID, List<Cause>> causes(UUID batch) {
    var all = new HashMap<UUID, List<Cause>>();
    jdbc.sql("select record, caused_by from practice.push_item where batch = :batch and not beside")
        .param("batch", batch)
        .query(
            row -> {
              List<Cause> by = Cause.read(row.getString("caused_by"));
              if (!by.isEmpty()) {
                all.put(row.getObject("record", UUID.class), by);
              }
            });
    return all;
  }

  private void add(List<StoryEntry> entries) {
    StoryEntry first = entries.getFirst();
    jdbc.sql(
            """
            insert into practice.sync_story
              (id, at, kind, tenant, seq, record, text, caused_by, changes, before, came, batch, digest)
            select e.id, :at, :kind, :tenant, :seq, e.record, e.text, e.by::jsonb, e.changes::jsonb,
                   nullif(e.before, '{}')::jsonb, nullif(e.came, '{}')::jsonb, :batch, decode(e.digest, 'hex')
              from unnest(:ids, :records, :texts, :by, :changes, :before, :came, :digests)
                   as e (id, record, text, by, changes, before, came, digest)""")
        .param("ids", entries.stream().map(StoryEntry::id).toArray(UUID[]::new))
        .param("at", Timestamp.from(first.at()))
        .param("kind", first.kind())
        .param("tenant", first.tenant())
        .param("seq", first.seq(), Types.BIGINT)
        .param("batch", first.batch(), Types.OTHER)
        .param("records", entries.stream().map(StoryEntry::record).toArray(UUID[]::new))
        .param("texts", entries.stream().map(StoryEntry::text).toArray(String[]::new))
        .param("by", entries.stream().map(it -> text(it.by())).toArray(String[]::new))
        .param("changes", entries.stream().map(it -> text(it.changes())).toArray(String[]::new))
        .param("before", entries.stream().map(it -> text(it.before())).toArray(String[]::new))
        .param("came", entries.stream().map(it -> text(it.came())).toArray(String[]::new))
        .param("digests", entries.stream().map(StoryEntry::digest).toArray(String[]::new))
        .update();
  }

  private String text(Object value) {
    return json.writeValueAsString(value);
  }

  private StoryEntry entry(ResultSet row, int number) throws SQLException {
    long counted = row.getLong("seq");
    Long seq = row.wasNull() ? null : counted;
    return new StoryEntry(
        row.getObject("id", UUID.class),
        row.getTimestamp("at").toInstant(),
        row.getString("kind"),
        row.getObject("record", UUID.class),
        row.getObject("tenant", UUID.class),
        seq,
        row.getObject("batch", UUID.class),
        row.getString("text"),
        Cause.read(row.getString("caused_by")),
        values(row.getString("changes")),
        values(row.getString("before")),
        values(row.getString("came")));
  }

  private Map<String, String> values(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, VALUES);
  }
}
