package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Prepared;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
@Transactional
class PushBatches {

  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  PushBatches(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** Stored whole, and only then sent. The database refuses a second open write of a document. */
  void store(PushBatch batch, long epoch) {
    jdbc.sql(
            """
            insert into practice.push_batch (id, tenant, kind, verb, url, key, body, prepared_at, epoch, state)
            values (:id, :tenant, :kind, :verb, :url, :key, :body, :at, :epoch, 'prepared')""")
        .param("id", batch.id())
        .param("tenant", batch.tenant())
        .param("kind", batch.kind().text())
        .param("verb", batch.write().verb())
        .param("url", batch.write().url())
        .param("key", batch.key())
        .param("body", batch.write().body())
        .param("at", Timestamp.from(batch.preparedAt()))
        .param("epoch", epoch)
        .update();
    List<PushBatch.Item> items = batch.items();
    jdbc.sql(
            """
            insert into practice.push_item
              (batch, tenant, kind, position, record, document, revision, ledger_id, sent, ours, marker,
               caused_by)
            select :batch, :tenant, :kind, i.position, i.record, i.document, i.revision, i.ledger_id,
                   i.sent::jsonb, i.ours::jsonb, i.marker,
                   coalesce((select p.caused_by from practice.pending_push p
                              where p.kind = :kind and p.record = i.record and p.tenant = :tenant), '[]')
              from unnest(:positions, :records, :documents, :revisions, :ledgerIds, :sent, :ours, :markers)
                   as i (position, record, document, revision, ledger_id, sent, ours, marker)""")
        .param("batch", batch.id())
        .param("tenant", batch.tenant())
        .param("kind", batch.kind().text())
        .param("positions", items.stream().map(PushBatch.Item::position).toArray(Integer[]::new))
        .param("records", items.stream().map(PushBatch.Item::record).toArray(UUID[]::new))
        .param("documents", items.stream().map(PushBatch.Item::document).toArray(UUID[]::new))
        .param("revisions", items.stream().map(PushBatch.Item::revision).toArray(Long[]::new))
        .param("ledgerIds", items.stream().map(PushBatch.Item::ledgerId).toArray(String[]::new))
        .param("sent", items.stream().map(it -> text(it.sent())).toArray(String[]::new))
        .param("ours", items.stream().map(it -> text(it.ours())).toArray(String[]::new))
        .param("markers", items.stream().map(PushBatch.Item::marker).toArray(String[]::new))
        .update();
    if (batch.kind() == Kind.RECEIPT || batch.kind() == Kind.ALLOCATION) {
      keepPlaces(batch);
    }
  }

  /** Every document that it touches is being written while it is, and is refused to others. */
  private void keepPlaces(PushBatch batch) {
    jdbc.sql(
            """
            insert into practice.push_item
              (batch, tenant, kind, position, record, document, revision, ledger_id, sent, ours, beside)
            select i.batch, i.tenant, i.kind, :from + row_number() over (order by b.document), i.record,
                   b.document, i.revision, i.ledger_id, '{}', '{}', true
              from practice.push_item i
              join practice.push_beside b
                on b.kind = i.kind and b.record = i.record and b.tenant = i.tenant
             where i.batch = :batch and not i.beside""")
        .param("from", batch.items().size() - 1)
        .param("batch", batch.id())
        .update();
  }

  private String text(Map<String, String> fields) {
    return json.writeValueAsString(fields);
  }

  /** A batch that an earlier turn prepared and left has an unknown outcome. */
  void abandonOlderThan(UUID tenant, long epoch, Duration patience) {
    jdbc.sql(
            """
            update practice.push_batch
               set state = 'unknown', next_at = prepared_at + make_interval(secs => :patience)
             where tenant = :tenant and state = 'prepared' and epoch < :epoch""")
        .param("patience", patience.toSeconds())
        .param("tenant", tenant)
        .param("epoch", epoch)
        .update();
  }

  /** The next unknown batch whose time has come; lent for a while, so that two do not take it. */
  Optional<PushBatch> lendUnknown(UUID tenant, Duration loan) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update practice.push_batch set next_at = :until
             where (practice_id, id) =
                   (select practice_id, id from practice.push_batch
                     where tenant = :tenant and state = 'unknown' and next_at <= :now
                     order by prepared_at limit 1 for update skip locked)
            returning *""")
        .param("until", Timestamp.from(now.plus(loan)))
        .param("tenant", tenant)
        .param("now", Timestamp.from(now))
        .query(this::batch)
        .optional();
  }

  /** When the next unknown batch has to be looked at. */
  @Nullable Instant due(UUID tenant) {
    Timestamp due =
        jdbc.sql(
                """
                select min(next_at) from practice.push_batch
                 where tenant = :tenant and state = 'unknown'""")
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  void unknown(UUID batch, Instant nextAt, boolean replay) {
    jdbc.sql(
            """
            update practice.push_batch set state = 'unknown', next_at = :at, replay = replay and :replay
             where id = :id and state in ('prepared', 'unknown')""")
        .param("at", Timestamp.from(nextAt))
        .param("replay", replay)
        .param("id", batch)
        .update();
  }

  /** Writing down what became of it failed; from now on it is only looked for. */
  void failed(UUID batch, Instant nextAt) {
    jdbc.sql(
            """
            update practice.push_batch
               set state = 'unknown', next_at = :at, replay = false, failures = failures + 1
             where id = :id and state in ('prepared', 'unknown')""")
        .param("at", Timestamp.from(nextAt))
        .param("id", batch)
        .update();
  }

  /** Locks it if its outcome is still to be recorded: whoever comes second finds it closed. */
  boolean lockOpen(UUID batch) {
    return jdbc.sql(
            """
            select 1 from practice.push_batch
             where id = :id and state in ('prepared', 'unknown') for update""")
        .param("id", batch)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** The places of what still has to be found out; others may have found out of some. */
  Set<Integer> openPositions(UUID batch) {
    return Set.copyOf(
        jdbc.sql("select position from practice.push_item where batch = :batch and open")
            .param("batch", batch)
            .query(Integer.class)
            .list());
  }

  /** Locks it if nobody has found it left behind. */
  boolean lockPrepared(UUID batch) {
    return jdbc.sql(
            "select 1 from practice.push_batch where id = :id and state = 'prepared' for update")
        .param("id", batch)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  void judge(UUID batch, int position, String verdict, boolean open) {
    judge(batch, List.of(position), verdict, open);
  }

  void judge(UUID batch, Collection<Integer> positions, String verdict, boolean open) {
    jdbc.sql(
            """
            update practice.push_item set verdict = :verdict, open = :open
             where batch = :batch and (position = any(:positions) or beside)""")
        .param("verdict", verdict)
        .param("open", open)
        .param("batch", batch)
        .param("positions", positions.toArray(Integer[]::new))
        .update();
  }

  /**
   * Closes it if nothing of it is open any more; its bytes are not kept.
   *
   * @return false if something still is
   */
  boolean closeIfDone(UUID batch, String state) {
    // What was under way when its client was erased is kept no longer than it has to be.
    jdbc.sql(
            """
            update practice.push_item i set sent = '{}', ours = '{}'
              from practice.erasure e
             where i.batch = :id and i.kind = 'client' and not i.open and e.client = i.record""")
        .param("id", batch)
        .update();
    return jdbc.sql(
                """
            update practice.push_batch b set state = :state, closed_at = :now, body = null, next_at = null
             where b.id = :id
               and not exists (select from practice.push_item i where i.batch = b.id and i.open)""")
            .param("state", state)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", batch)
            .update()
        > 0;
  }

  /** The markers of everything of this kind that is just being created. */
  Set<String> markersUnderWay(UUID tenant, Kind kind) {
    return new HashSet<>(
        jdbc.sql(
                """
                select marker from practice.push_item
                 where open and not beside and tenant = :tenant and kind = :kind and ledger_id is null""")
            .param("tenant", tenant)
            .param("kind", kind.text())
            .query(String.class)
            .list());
  }

  /** Whether the outcome of any write to this organisation is not known yet. */
  boolean anyOpen(UUID tenant) {
    return jdbc.sql(
            """
            select exists (select from practice.push_batch
                            where tenant = :tenant and state in ('prepared', 'unknown'))""")
        .param("tenant", tenant)
        .query(Boolean.class)
        .single();
  }

  /** Whether a write of this record arrived that was prepared at or after this moment. */
  boolean storedSince(RecordRef record, Instant moment) {
    return jdbc.sql(
            """
            select exists (select from practice.push_item i
                             join practice.push_batch b on b.practice_id = i.practice_id and b.id = i.batch
                            where i.kind = :kind and i.record = :record and i.verdict = 'stored'
                              and b.prepared_at >= :moment)""")
        .param("kind", record.kind())
        .param("record", record.id())
        .param("moment", Timestamp.from(moment))
        .query(Boolean.class)
        .single();
  }

  /**
   * A portion of them, so that nobody waits for long.
   *
   * @return how many batches
   */
  int forgetClosedBefore(Instant moment) {
    List<UUID> old =
        jdbc.sql("select id from practice.push_batch where closed_at < :before limit 200")
            .param("before", Timestamp.from(moment))
            .query(UUID.class)
            .list();
    for (String table : List.of("push_item where batch", "push_batch where id")) {
      jdbc.sql("delete from practice." + table + " = any (:old)")
          .param("old", old.toArray(UUID[]::new))
          .update();
    }
    return old.size();
  }

  private PushBatch batch(ResultSet row, int number) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    byte[] body = row.getBytes("body");
    return new PushBatch(
        id,
        row.getObject("tenant", UUID.class),
        Kind.of(row.getString("kind")),
        new Prepared(row.getString("verb"), row.getString("url"), Objects.requireNonNull(body)),
        row.getString("key"),
        row.getTimestamp("prepared_at").toInstant(),
        row.getBoolean("replay"),
        row.getInt("failures"),
        items(id));
  }

  private List<PushBatch.Item> items(UUID batch) {
    return jdbc.sql(
            "select * from practice.push_item where batch = :batch and open and not beside order by position")
        .param("batch", batch)
        .query(
            (row, _) ->
                new PushBatch.Item(
                    row.getInt("position"),
                    row.getObject("record", UUID.class),
                    row.getObject("document", UUID.class),
                    row.getLong("revision"),
                    row.getString("ledger_id"),
                    json.readValue(row.getString("sent"), FIELDS),
                    json.readValue(row.getString("ours"), FIELDS),
                    row.getString("marker"),
                    row.getString("verdict")))
        .list();
  }
}
