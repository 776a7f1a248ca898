package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Our changes waiting to go: one row per record, whatever happens to it meanwhile. */
@Repository
@Transactional
class PendingPushes {

  /** Refused by the ledger and tried again in vain this often: a person has to look. */
  private static final int ATTEMPTS = 8;

  private static final Duration FIRST_DELAY = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  PendingPushes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What was changed here, to be sent.
   *
   * @param needs the record of the kind before it that the ledger has to have first
   */
  record Change(UUID record, UUID document, @Nullable UUID needs) {}

  /** A row per record; one that is there gets a higher revision and a new chance. */
  void queue(Kind kind, @Nullable Kind needs, Collection<Change> changes) {
    jdbc.sql(
            """
            insert into practice.pending_push
              (kind, record, document, needs_kind, needs_record, revision, queued_at)
            select :kind, c.record, c.document, :needsKind, c.needs, 1, :now
              from unnest(:records, :documents, :needs::uuid[]) as c (record, document, needs)
             order by c.record
            on conflict (practice_id, kind, record) do update
               set revision = pending_push.revision + 1, needs_record = excluded.needs_record,
                   held = null, held_at = null, not_before = null, attempts = 0, at_most = 50""")
        .param("kind", kind.text())
        .param("needsKind", needs == null ? null : needs.text())
        .param("now", now())
        .param("records", changes.stream().map(Change::record).toArray(UUID[]::new))
        .param("documents", changes.stream().map(Change::document).toArray(UUID[]::new))
        .param("needs", changes.stream().map(it -> text(it.needs())).toArray(String[]::new))
        .update();
  }

  /** The ledger never had these; a record that depends on them must not wait in vain. */
  void queueMissing(Kind kind, Collection<UUID> records) {
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, revision, queued_at)
            select :kind, r, r, 1, :now from unnest(:records) as r
             where not exists (select from practice.link l where l.kind = :kind and l.record = r)
            on conflict do nothing""")
        .param("kind", kind.text())
        .param("now", now())
        .param("records", records.toArray(UUID[]::new))
        .update();
  }

  /**
   * Locks rows that may go now, those that a person waits for first, then the oldest: not held, not
   * delayed, nothing under way for their document, and what they need is over there and not held.
   */
  List<PendingPush> lockReady(Kind kind, UUID tenant, boolean urgentOnly, int limit) {
    return jdbc.sql(
            """
            select p.record, p.document, p.revision, p.queued_at, p.at_most,
                   exists (select from practice.link l
                            where l.kind = p.kind and l.record = p.record and l.tenant = :tenant) as linked
              from practice.pending_push p
             where p.kind = :kind and p.held is null and (p.not_before is null or p.not_before <= :now)
               and (not :urgentOnly or p.urgent)
               and not exists (select from practice.push_item i where i.open and i.document = p.document)
               and (p.needs_record is null
                    or exists (select from practice.link l
                                where l.kind = p.needs_kind and l.record = p.needs_record
                                  and l.tenant = :tenant and l.held is null))
             order by p.urgent desc, p.queued_at, p.record
             limit :limit
               for update of p skip locked""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("now", now())
        .param("urgentOnly", urgentOnly)
        .param("limit", limit)
        .query(
            (row, _) ->
                new PendingPush(
                    row.getObject("record", UUID.class),
                    row.getObject("document", UUID.class),
                    row.getLong("revision"),
                    row.getTimestamp("queued_at").toInstant(),
                    row.getBoolean("linked"),
                    row.getInt("at_most")))
        .list();
  }

  /** When the next row will be old enough to go; null if none waits for time alone. */
  @Nullable Instant due(UUID tenant, Duration patience) {
    Timestamp due =
        jdbc.sql(
                """
                select min(greatest(coalesce(p.not_before, '-infinity'),
                                    case when p.urgent then p.queued_at
                                         else p.queued_at + make_interval(secs => :patience) end))
                  from practice.pending_push p
                 where p.held is null
                   and not exists (select from practice.push_item i where i.open and i.document = p.document)
                   and (p.needs_record is null
                        or exists (select from practice.link l
                                    where l.kind = p.needs_kind and l.record = p.needs_record
                                      and l.tenant = :tenant and l.held is null))""")
            .param("patience", patience.toMillis() / 1000.0)
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  /** Done or needless, unless it was changed meanwhile. */
  void drop(Kind kind, Collection<Revision> done) {
    jdbc.sql(
            """
            with done as (
              select p.record from practice.pending_push p
                join unnest(:records, :revisions) as d (record, revision)
                  on p.record = d.record and p.revision = d.revision
               where p.kind = :kind order by p.record for update of p)
            delete from practice.pending_push p using done
             where p.kind = :kind and p.record = done.record""")
        .param("kind", kind.text())
        .param("records", done.stream().map(Revision::record).toArray(UUID[]::new))
        .param("revisions", done.stream().map(Revision::revision).toArray(Long[]::new))
        .update();
  }

  /** One edit of one record. */
  record Revision(UUID record, long revision) {}

  /** Kept back with a reason in words until somebody changes the record or says "try again". */
  void hold(Kind kind, Revision it, String reason) {
    jdbc.sql(
            """
            update practice.pending_push set held = :reason, held_at = :now, urgent = false
             where kind = :kind and record = :record and revision = :revision""")
        .param("reason", reason)
        .param("now", now())
        .param("kind", kind.text())
        .param("record", it.record())
        .param("revision", it.revision())
        .update();
  }

  /** Ready again, later each time; given up for a person to look at in the end. */
  void delay(Kind kind, Revision it, String reason, int atMost) {
    jdbc.sql(
            """
            update practice.pending_push
               set attempts = attempts + 1, at_most = :atMost,
                   not_before = :now::timestamptz + make_interval(secs => :delay * power(2, attempts)),
                   held = case when attempts + 1 >= :attempts then :reason end,
                   held_at = case when attempts + 1 >= :attempts then :now::timestamptz end
             where kind = :kind and record = :record and revision = :revision""")
        .param("now", now())
        .param("atMost", atMost)
        .param("delay", FIRST_DELAY.toSeconds())
        .param("attempts", ATTEMPTS)
        .param("reason", reason)
        .param("kind", kind.text())
        .param("record", it.record())
        .param("revision", it.revision())
        .update();
  }

  /** Gives a held or waiting record a new chance now; a person waits for it. */
  int hurry(Kind kind, UUID record) {
    return jdbc.sql(
            """
            update practice.pending_push
               set held = null, held_at = null, not_before = null, attempts = 0, at_most = 50, urgent = true
             where kind = :kind and record = :record""")
        .param("kind", kind.text())
        .param("record", record)
        .update();
  }

  /** Gives everything that is held a new chance. */
  int releaseAll() {
    return jdbc.sql(
            """
            update practice.pending_push
               set held = null, held_at = null, not_before = null, attempts = 0, at_most = 50
             where held is not null""")
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }
}
