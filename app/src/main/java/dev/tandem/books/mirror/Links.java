package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
@Transactional
class Links {

  private static final TypeReference<Map<String, Pair>> PAIRS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select l.record, l.ledger_id, l.agreed, l.kept, l.held, l.seen_at, l.wrote_at, l.write_seq,
             l.read_seq, l.read_at,
             exists (select from practice.push_item i
                      where i.open and i.tenant = l.tenant
                         and (i.document = l.record or i.record = l.record
                              or l.kind = 'credit-note'
                                 and i.document = (select n.invoice_id from practice.credit_note n
                                                    where n.id = l.record))) as writing
        from practice.link l
       where l.kind = :kind and l.tenant = :tenant and\s""";

  /** More calls than a day's work makes one after the other. */
  private static final int MANY = 5;

  /** A lane that has spent its minute goes on in the next one. */
  private static final Duration LATELY = Duration.ofSeconds(75);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Clock clock;

  Links(JdbcClient jdbc, JsonMapper json, Clock clock) {
    this.jdbc = jdbc;
    this.json = json;
    this.clock = clock;
  }

  /** By our id. */
  Map<UUID, LinkRow> ofRecords(Kind kind, UUID tenant, Collection<UUID> records) {
    return byRecord(kind, tenant, records);
  }

  /** As {@link #ofRecords}; locked, in the same order as {@link #lock}. */
  Map<UUID, LinkRow> lockRecords(Kind kind, UUID tenant, Collection<UUID> records) {
    // One that is linked in this moment is not locked, and so not told.
    return ofRecords(
        kind, tenant, lock("record = any(:ids)", "", kind, tenant, records.toArray(UUID[]::new)));
  }

  /**
   * Locks those of these records' links that nobody else has locked, for what is about to be
   * written.
   *
   * @return the records whose links others have: a reading of them is being taken in
   */
  Set<UUID> lockFree(Kind kind, UUID tenant, Collection<UUID> records) {
    UUID[] ids = records.toArray(UUID[]::new);
    var busy =
        new HashSet<>(
            jdbc.sql(
                    """
                    select record from practice.link
                     where kind = :kind and tenant = :tenant and record = any(:ids)""")
                .param("kind", kind.text())
                .param("tenant", tenant)
                .param("ids", ids)
                .query(UUID.class)
                .list());
    busy.removeAll(lock("record = any(:ids)", " skip locked", kind, tenant, ids));
    return busy;
  }

  /** What stands beside them is asked afterwards: only then is it what it is under the lock. */
  private List<UUID> lock(String which, String how, Kind kind, UUID tenant, Object ids) {
    return jdbc.sql(
            "select record from practice.link where kind = :kind and tenant = :tenant and "
                + which
                + " order by ledger_id for update"
                + how)
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", ids)
        .query(UUID.class)
        .list();
  }

  private Map<UUID, LinkRow> byRecord(Kind kind, UUID tenant, Collection<UUID> records) {
    return jdbc
        .sql(SELECT + "l.record = any(:ids)")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", records.toArray(UUID[]::new))
        .query(this::row)
        .list()
        .stream()
        .collect(Collectors.toMap(LinkRow::record, Function.identity()));
  }

  /**
   * Waits for claims of these records that are being made, and lets none begin before the end of
   * the transaction. Before any link is locked.
   */
  void lockWaiting(Kind kind, UUID tenant, Collection<UUID> records) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push
               where kind = :kind and tenant = :tenant and record = any(:ids)
               order by record for update) waiting""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", records.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  /** Those of these records that a call is just creating there. */
  Set<UUID> beingCreated(Kind kind, UUID tenant, Collection<UUID> records) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct record from practice.push_item
                 where open and tenant = :tenant and kind = :kind and ledger_id is null
                   and record = any(:ids)""")
            .param("tenant", tenant)
            .param("kind", kind.text())
            .param("ids", records.toArray(UUID[]::new))
            .query(UUID.class)
            .list());
  }

  /** By their id; locked, so that a reading and the close of a write follow each other. */
  Map<String, LinkRow> lock(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    Set<UUID> locked =
        Set.copyOf(
            lock("ledger_id = any(:ids)", "", kind, tenant, ledgerIds.toArray(String[]::new)));
    return jdbc
        .sql(SELECT + "l.ledger_id = any(:ids)")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(this::row)
        .list()
        .stream()
        .filter(it -> locked.contains(it.record()))
        .collect(Collectors.toMap(LinkRow::ledgerId, Function.identity()));
  }

  List<LinkTimes> times(Kind kind, UUID tenant, Collection<String> ledgerIds) {
    return jdbc.sql(
            """
            select record, ledger_id, seen_at, wrote_at,
                   array(select lower(g) from unnest(gaps) g order by g) as gaps_from,
                   array(select upper(g) from unnest(gaps) g order by g) as gaps_to,
                   exists (select from practice.push_item i
                            where i.open and i.tenant = link.tenant
                               and (i.document = link.record or i.record = link.record
                                    or link.kind = 'credit-note'
                                       and i.document = (select n.invoice_id from practice.credit_note n
                                                          where n.id = link.record))) as writing
              from practice.link where kind = :kind and tenant = :tenant and ledger_id = any(:ids)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", ledgerIds.toArray(String[]::new))
        .query(
            (row, _) ->
                new LinkTimes(
                    row.getObject("record", UUID.class),
                    row.getString("ledger_id"),
                    instant(row, "seen_at"),
                    instant(row, "wrote_at"),
                    gaps(row),
                    row.getBoolean("writing")))
        .list();
  }

  void save(Kind kind, UUID tenant, Collection<LinkRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into practice.link
              (kind, tenant, record, ledger_id, agreed, kept, held, seen_at, wrote_at, write_seq,
               read_seq, read_at, linked_at)
            select :kind, :tenant, r.record, r.ledger_id, r.agreed::jsonb, r.kept, r.held, r.seen_at,
                   r.wrote_at, r.write_seq, r.read_seq,
                   case when r.read_seq > 0 then :now::timestamptz end, :now
              from unnest(:records, :ledgerIds, :agreed, :kept, :held,
                          :seen::timestamptz[], :wrote::timestamptz[], :seqs, :reads)
                   as r (record, ledger_id, agreed, kept, held, seen_at, wrote_at, write_seq,
                         read_seq)
             order by r.record
            on conflict (practice_id, kind, record, tenant) do update
               set ledger_id = excluded.ledger_id, agreed = excluded.agreed,
                   kept = excluded.kept, held = excluded.held, seen_at = excluded.seen_at,
                   wrote_at = excluded.wrote_at, write_seq = excluded.write_seq,
                   read_seq = excluded.read_seq,
                   read_at = case when excluded.read_seq > link.read_seq then excluded.read_at
                                  else link.read_at end,
                   gaps = case when link.ledger_id <> excluded.ledger_id then '{}'
                               when excluded.wrote_at is distinct from link.wrote_at
                                    and excluded.wrote_at > greatest(link.seen_at, link.wrote_at)
                               then link.gaps * tstzmultirange(tstzrange(:remembered, null))
                                    + tstzmultirange(tstzrange(
                                        greatest(link.seen_at, link.wrote_at),
                                        excluded.wrote_at, '()'))
                               else link.gaps end""")
        .param("remembered", Timestamp.from(clock.instant().minus(Overlaps.LATELY)))
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("now", Timestamp.from(clock.instant()))
        .param("records", rows.stream().map(LinkRow::record).toArray(UUID[]::new))
        .param("ledgerIds", texts(rows, LinkRow::ledgerId))
        .param("agreed", texts(rows, it -> json.writeValueAsString(it.agreed())))
        .param("kept", texts(rows, LinkRow::kept))
        .param("held", texts(rows, LinkRow::held))
        .param("seen", texts(rows, it -> text(it.seenAt())))
        .param("wrote", texts(rows, it -> text(it.wroteAt())))
        .param("seqs", rows.stream().map(LinkRow::writeSeq).toArray(Long[]::new))
        .param("reads", rows.stream().map(LinkRow::readSeq).toArray(Long[]::new))
        .update();
  }

  /** A write of ours may have arrived between what is known of the record and that moment. */
  void leaveGap(Kind kind, UUID tenant, UUID record, Instant until) {
    jdbc.sql(
            """
            update practice.link
               set gaps = gaps + tstzmultirange(
                     tstzrange(greatest(seen_at, wrote_at), :until, '()'))
             where kind = :kind and tenant = :tenant and record = :record
               and greatest(seen_at, wrote_at) < :until""")
        .param("until", Timestamp.from(until))
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("record", record)
        .update();
  }

  /** The record has no counterpart there any more. */
  void remove(Kind kind, UUID tenant, UUID record) {
    remove(kind, tenant, List.of(record));
  }

  void remove(Kind kind, UUID tenant, Collection<UUID> records) {
    // Nor is anything of it looked for in the history of what it was linked with.
    jdbc.sql(
            """
            with suspected as (
              delete from practice.overlap
               where kind = :kind and tenant = :tenant and record = any(:records))
            delete from practice.link
             where kind = :kind and tenant = :tenant and record = any(:records)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .update();
  }

  /** The ids over there of records that are linked with this organisation. */
  Map<UUID, String> ledgerIds(Kind kind, UUID tenant, Collection<UUID> records) {
    return jdbc
        .sql(
            """
            select record, ledger_id from practice.link
             where kind = :kind and tenant = :tenant and record = any(:ids)""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("ids", records.toArray(UUID[]::new))
        .query((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getString(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Invoices move over there with their client, whether that was read already or not: they are
   * agreed to be the other contact's. Who pays one here instead has been changed here alone.
   */
  void followClient(UUID tenant, String from, String to) {
    jdbc.sql(
            """
            update practice.link
               set agreed = jsonb_set(agreed, '{client}', jsonb_build_object(
                     'ours', case when agreed -> 'client' ->> 'ours' = :from then to_jsonb(:to::text)
                                  else agreed -> 'client' -> 'ours' end,
                     'theirs', :to::text))
             where kind in ('invoice', 'credit-note') and tenant = :tenant
               and (agreed -> 'client' ->> 'ours' = :from and agreed -> 'client' ->> 'theirs' = :to
                    or agreed -> 'client' ->> 'theirs' = :from)""")
        .param("to", to)
        .param("from", from)
        .param("tenant", tenant)
        .update();
  }

  /** The ledger's ids of those that are held with these words. */
  List<String> heldWith(Kind kind, UUID tenant, String words) {
    return jdbc.sql(
            """
            select ledger_id from practice.link
             where kind = :kind and tenant = :tenant and held = :words""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("words", words)
        .query(String.class)
        .list();
  }

  /** A client was found to be archived over there, and is wanted. */
  void wantBack(UUID tenant, UUID client) {
    jdbc.sql(
            """
            update practice.link
               set agreed = jsonb_set(agreed, '{archived}', '{"ours": null, "theirs": "yes"}')
             where kind = 'client' and tenant = :tenant and record = :client""")
        .param("tenant", tenant)
        .param("client", client)
        .update();
  }

  /**
   * Another write than the record's own moved the ledger's time of change: a payment does.
   *
   * @param times by the ledger's ids; a null where the write's answer did not tell
   */
  void wrote(Kind kind, UUID tenant, Map<String, @Nullable Instant> times, long seq) {
    List<Map.Entry<String, @Nullable Instant>> all = List.copyOf(times.entrySet());
    jdbc.sql(
            """
            update practice.link l
               set wrote_at = greatest(l.wrote_at, w.at::timestamptz),
                   write_seq = greatest(l.write_seq, :seq)
              from unnest(:ids, :times) as w (ledger_id, at)
             where l.kind = :kind and l.tenant = :tenant and l.ledger_id = w.ledger_id""")
        .param("seq", seq)
        .param("ids", all.stream().map(Map.Entry::getKey).toArray(String[]::new))
        .param("times", all.stream().map(it -> text(it.getValue())).toArray(String[]::new))
        .param("kind", kind.text())
        .param("tenant", tenant)
        .update();
  }

  /** As {@link Mirror#movedSince}. */
  List<String> movedSince(Kind kind, UUID tenant, Instant from, Instant to, Duration apart) {
    return jdbc.sql(
            """
            select ledger_id from practice.link
             where kind = :kind and tenant = :tenant and wrote_at > :from
               and seen_at < :to and seen_at < wrote_at - make_interval(secs => :apart)
             order by ledger_id""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("apart", apart.toMillis() / 1000.0)
        .query(String.class)
        .list();
  }

  /** Whether records of this kind are being created in this organisation just now. */
  boolean creating(Kind kind, UUID tenant) {
    return jdbc.sql(
            """
            select exists (select from practice.push_item
                            where open and tenant = :tenant and kind = :kind
                              and ledger_id is null)""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .query(Boolean.class)
        .single();
  }

  /**
   * Those that a call may have made there: it is under way, or it was lost and a person is asked
   * what became of it.
   */
  Set<UUID> mayBeMade(Kind kind, UUID tenant) {
    return Set.copyOf(
        jdbc.sql(
                """
                select record from practice.push_item
                 where open and tenant = :tenant and kind = :kind and ledger_id is null
                union
                select record from practice.pending_push
                 where tenant = :tenant and kind = :kind and asked_since is not null""")
            .param("tenant", tenant)
            .param("kind", kind.text())
            .query(UUID.class)
            .list());
  }

  /** Credit notes that a person keeps out of it, by themselves or with their invoices. */
  List<UUID> notesLeftOut() {
    return jdbc.sql(
            """
            select record from practice.left_out where kind = 'credit-note'
            union
            select n.id from practice.left_out o join practice.credit_note n on n.invoice_id = o.record
             where o.kind = 'invoice'""")
        .query(UUID.class)
        .list();
  }

  /** Several calls within a little more than one of the ledger's minutes. */
  boolean sendingMany(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) >= :many
              from (select from practice.push_batch
                     where tenant = :tenant and prepared_at > :since
                     limit :many) sent""")
        .param("many", MANY)
        .param("tenant", tenant)
        .param("since", Timestamp.from(clock.instant().minus(LATELY)))
        .query(Boolean.class)
        .single();
  }

  @Nullable Instant creatingSince(UUID tenant) {
    Timestamp since =
        jdbc.sql(
                """
                select min(b.prepared_at) from practice.push_batch b
                 where b.tenant = :tenant and b.state in ('prepared', 'unknown')
                   and exists (select from practice.push_item i
                                where i.batch = b.id and i.open and i.ledger_id is null)""")
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return since == null ? null : since.toInstant();
  }

  private LinkRow row(ResultSet row, int number) throws SQLException {
    return new LinkRow(
        row.getObject("record", UUID.class),
        row.getString("ledger_id"),
        json.readValue(row.getString("agreed"), PAIRS),
        row.getString("kept"),
        row.getString("held"),
        instant(row, "seen_at"),
        instant(row, "wrote_at"),
        row.getLong("write_seq"),
        row.getLong("read_seq"),
        instant(row, "read_at"),
        row.getBoolean("writing"));
  }

  /** Of a row that shows where they begin and where they end. */
  static List<Gap> gaps(ResultSet row) throws SQLException {
    var from = (Timestamp[]) row.getArray("gaps_from").getArray();
    var to = (Timestamp[]) row.getArray("gaps_to").getArray();
    return IntStream.range(0, from.length)
        // One that was left where nothing was known before: it has no beginning.
        .filter(it -> from[it] != null)
        .mapToObj(it -> new Gap(from[it].toInstant(), to[it].toInstant()))
        .toList();
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }

  private static String[] texts(
      Collection<LinkRow> rows, Function<LinkRow, @Nullable String> part) {
    return rows.stream().map(part).toArray(String[]::new);
  }
}
