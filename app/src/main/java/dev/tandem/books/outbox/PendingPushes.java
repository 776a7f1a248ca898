package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Cause;
import dev.tandem.shared.RecordRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
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

  /**
   * Within a document: what was taken back leaves first, then the invoice, then new payments and
   * what settles it otherwise. The ledger changes and voids no invoice that has payments, a payment
   * is of what its invoice came to when it was taken, and there is room for it only when what was
   * taken back is gone. It voids no credit note that settles something, and gives back nothing that
   * still does. An archived client is brought back before its invoices and credit notes. What
   * touches more documents than its own goes when all of these invoices are there and nothing of
   * them has to go before; a receipt that takes the place of another goes when that is gone. What a
   * credit settles waits while that has to be read anew: it may be there.
   */
  private static final String IN_ORDER =
      """
      and (p.kind <> 'invoice'
           or not exists (select from practice.pending_push r
                            join practice.link l on l.kind = r.kind and l.record = r.record
                           where r.kind in ('payment', 'allocation') and r.document = p.document))
      and (p.kind <> 'invoice'
           or not exists (select from practice.pending_push c
                            join practice.link l on l.kind = c.kind and l.record = c.record and l.tenant = c.tenant
                           where c.kind = 'client' and c.record = p.needs_record and c.tenant = p.tenant
                             and c.held is null and l.agreed -> 'archived' ->> 'theirs' = 'yes'))
      and (p.kind <> 'credit-note'
           or not exists (select from practice.invoice v
                            join practice.pending_push c on c.kind = 'client' and c.record = coalesce(v.payer_id, v.client_id)
                            join practice.link l on l.kind = c.kind and l.record = c.record and l.tenant = c.tenant
                           where v.id = p.document and c.tenant = p.tenant
                             and c.held is null and l.agreed -> 'archived' ->> 'theirs' = 'yes'))
      and (p.kind <> 'credit-note'
           or not exists (select from practice.pending_push r
                            join practice.link l on l.kind = r.kind and l.record = r.record
                           where r.kind in ('allocation', 'refund') and r.needs_record = p.record))
      and (p.kind not in ('payment', 'allocation')
           or exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
           or not exists (select from practice.pending_push r
                           where r.document = p.document and r.record <> p.record
                             and (r.kind = 'invoice'
                                  or r.kind in ('payment', 'allocation', 'refund')
                                     and exists (select from practice.link l
                                                  where l.kind = r.kind and l.record = r.record)))
              and not exists (select from practice.push_beside b
                                join practice.link l on l.kind = b.kind and l.record = b.record
                               where b.document = p.document))
      and (p.kind <> 'allocation'
           or exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
           or not exists (select from house.delivery d
                            join practice.link s on s.ledger_id = d.resource and s.tenant = p.tenant
                           where d.tenant = p.tenant and d.done_at is null and d.event_at = 'infinity'
                             and s.kind = p.needs_kind and s.record = p.needs_record))
      and (p.kind <> 'refund'
           or exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
           or not exists (select from practice.pending_push r
                            join practice.link l on l.kind = r.kind and l.record = r.record
                           where r.kind in ('allocation', 'refund') and r.record <> p.record
                             and r.needs_record = p.needs_record))
      and (p.kind <> 'invoice'
           or not exists (select from practice.push_beside b
                            join practice.link l on l.kind = b.kind and l.record = b.record
                           where b.document = p.document))
      and (p.kind not in ('receipt', 'allocation')
           or not exists (select from practice.push_beside b
                            join practice.push_item i on i.tenant = b.tenant and i.document = b.document
                           where i.open and b.kind = p.kind and b.record = p.record and b.tenant = p.tenant))
      and (p.kind <> 'receipt'
           or exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
           or not exists (select from practice.pending_push o
                           where o.kind = 'receipt' and o.document = p.document and o.record <> p.record
                             and (o.asked_since is not null
                                  or exists (select from practice.link l
                                              where l.kind = o.kind and l.record = o.record))))
      and (p.kind not in ('receipt', 'allocation')
           or exists (select from practice.link l where l.kind = p.kind and l.record = p.record)
           or not exists (select from practice.push_beside b
                           where b.kind = p.kind and b.record = p.record and b.tenant = p.tenant
                             and (not exists (select from practice.link l
                                               where l.kind in ('invoice', 'advance')
                                                 and l.record = b.document
                                                 and l.tenant = b.tenant and l.held is null)
                                  or exists (select from practice.pending_push i
                                              where i.document = b.document
                                                and (i.kind = 'invoice'
                                                     or i.kind in ('payment', 'allocation', 'refund')
                                                        and exists (select from practice.link l
                                                                     where l.kind = i.kind
                                                                       and l.record = i.record)))
                                  or exists (select from practice.push_beside o
                                               join practice.link l on l.kind = o.kind and l.record = o.record
                                              where o.document = b.document))))""";

  /**
   * What it needs is over there and not held; a contact that is to be restored there is restored
   * first, because nothing is taken for one that is archived.
   */
  private static final String NEEDED =
      """

      and (p.needs_record is null
           or exists (select from practice.link l
                       where l.kind = p.needs_kind and l.record = p.needs_record
                         and l.tenant = p.tenant and l.held is null
                         and not (l.kind = 'client' and l.agreed -> 'archived' ->> 'theirs' = 'yes'
                                  and exists (select from practice.pending_push c
                                               where c.kind = 'client' and c.record = l.record
                                                 and c.tenant = l.tenant and c.held is null
                                                 and c.wish is null))))
      """;

  /**
   * Not held, not delayed, nothing under way for its document, and what it needs is over there and
   * not held.
   */
  private static final String READY =
      """
      and p.held is null and (p.wish is null or p.asked_since is not null)
      and (p.not_before is null or p.not_before <= :now)
      and not exists (select from practice.push_item i
                       where i.open and i.tenant = p.tenant and i.document = p.document)
      """
          + NEEDED
          + IN_ORDER;

  private static final Duration FIRST_DELAY = Duration.ofSeconds(10);

  private final JdbcClient jdbc;
  private final Clock clock;

  PendingPushes(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A part of an invoice's document that was changed here, to be sent.
   *
   * @param needs the record of the kind before it that the ledger has to have first
   */
  record Change(UUID record, UUID document, UUID needs) {}

  /**
   * Clients go to every organisation that has them or waits for them; one that is nowhere goes to
   * the one given. A row that is there gets a higher revision and a new chance, unless a question
   * is open about it: no edit answers that.
   */
  void queueClients(Collection<UUID> clients, UUID otherwise) {
    lock(Kind.CLIENT, clients);
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, tenant, revision, queued_at, caused_by)
            select 'client', c.record, c.record, coalesce(known.tenant, :otherwise), 1, :now, :by::jsonb
              from unnest(:records) as c (record)
              left join lateral (
                select l.tenant from practice.link l where l.kind = 'client' and l.record = c.record
                union
                select p.tenant from practice.pending_push p
                 where p.kind = 'client' and p.record = c.record) known on true
             order by c.record, 4
            on conflict (practice_id, kind, record, tenant) do update
               set revision = pending_push.revision + 1,
                   caused_by = case when pending_push.caused_by @> excluded.caused_by then pending_push.caused_by
                                    else pending_push.caused_by || excluded.caused_by end,
                   held = case when pending_push.asked_since is not null then pending_push.held end,
                   held_at = case when pending_push.asked_since is not null then pending_push.held_at end,
                   not_before = null, attempts = 0, at_most = 50,
                   tries = 0, first_tried_at = null, tried_at = null, said = null""")
        .param("otherwise", otherwise)
        .param("by", Cause.now())
        .param("now", now())
        .param("records", clients.toArray(UUID[]::new))
        .update();
  }

  /**
   * An invoice and its payments stay in one organisation: where the invoice is, else where it
   * waits, else in the one given. What waits is locked before it is looked where the invoice is, so
   * that neither a call that just ends nor a move can come between.
   *
   * @return the organisation it waits for now
   */
  UUID queue(Kind kind, Kind needs, Change change, UUID otherwise) {
    return queue(kind, needs, Kind.INVOICE, change, otherwise);
  }

  /** The same of a document whose head is of this kind. */
  UUID queue(Kind kind, Kind needs, Kind head, Change change, UUID otherwise) {
    lock(head, List.of(change.document()));
    lock(kind, List.of(change.record()));
    return jdbc.sql(
            """
            insert into practice.pending_push
              (kind, record, document, tenant, needs_kind, needs_record, revision, queued_at, caused_by)
            values (:kind, :record, :document,
                    coalesce((select l.tenant from practice.link l
                               where l.kind = :head and l.record = :document),
                             (select p.tenant from practice.pending_push p
                               where p.kind = :head and p.record = :document),
                             :otherwise),
                    :needsKind, :needs, 1, :now, :by::jsonb)
            on conflict (practice_id, kind, record) where kind <> 'client' do update
               set revision = pending_push.revision + 1, needs_record = excluded.needs_record,
                   caused_by = case when pending_push.caused_by @> excluded.caused_by then pending_push.caused_by
                                    else pending_push.caused_by || excluded.caused_by end,
                   held = case when pending_push.asked_since is not null then pending_push.held end,
                   held_at = case when pending_push.asked_since is not null then pending_push.held_at end,
                   not_before = null, attempts = 0, at_most = 50,
                   tries = 0, first_tried_at = null, tried_at = null, said = null
            returning tenant""")
        .param("kind", kind.text())
        .param("record", change.record())
        .param("document", change.document())
        .param("otherwise", otherwise)
        .param("head", head.text())
        .param("needsKind", needs.text())
        .param("needs", change.needs())
        .param("by", Cause.now())
        .param("now", now())
        .query(UUID.class)
        .single();
  }

  /**
   * What was taken back here before it ever left has nothing to do over there: it must not wait for
   * what it needed. Kept if a call with it is under way or its outcome is not known. Where a person
   * was shown payments or refunds that may be this one that is the answer; any other in question
   * may be over there. The row is locked by the change that is being made, so no claim comes
   * between.
   */
  void dropUnsent(Kind kind, UUID record) {
    jdbc.sql(
            """
            delete from practice.pending_push p
             where p.kind = :kind and p.record = :record
               and (p.asked_since is null or p.kind in ('payment', 'refund') and cardinality(p.asked_about) > 0)
               and not exists (select from practice.link l
                                where l.kind = p.kind and l.record = p.record)
               and not exists (select from practice.push_item i
                                where i.open and i.kind = p.kind and i.record = p.record)""")
        .param("kind", kind.text())
        .param("record", record)
        .update();
  }

  /**
   * What they belong to is gone over there, so nothing of these is to be said or found there,
   * whatever was asked about them.
   *
   * @return false if a call with one of them is under way: then all wait as they did
   */
  boolean dropGone(Kind kind, Collection<UUID> records) {
    lock(kind, records);
    // Asked after the rows are held: no claim comes between.
    boolean underWay =
        jdbc.sql(
                """
                select exists (select from practice.push_item i
                                where i.open and i.kind = :kind and i.record = any(:records))""")
            .param("kind", kind.text())
            .param("records", records.toArray(UUID[]::new))
            .query(Boolean.class)
            .single();
    if (!underWay) {
      jdbc.sql("delete from practice.pending_push where kind = :kind and record = any(:records)")
          .param("kind", kind.text())
          .param("records", records.toArray(UUID[]::new))
          .update();
    }
    return !underWay;
  }

  private void lock(Kind kind, Collection<UUID> records) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push where kind = :kind and record = any(:records)
               order by record, tenant for update) held""")
        .param("kind", kind.text())
        .param("records", records.toArray(UUID[]::new))
        .query(Integer.class)
        .single();
  }

  /**
   * The organisation never had these clients; an invoice that depends on them must not wait in
   * vain.
   */
  void queueMissing(UUID tenant, Collection<UUID> clients) {
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, tenant, revision, queued_at, caused_by)
            select 'client', r, r, :tenant, 1, :now, :by::jsonb from unnest(:records) as r
             where not exists (select from practice.link l
                                where l.kind = 'client' and l.record = r and l.tenant = :tenant)
             order by r
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("by", Cause.now())
        .param("now", now())
        .param("records", clients.toArray(UUID[]::new))
        .update();
  }

  /** Something is to be said of these clients there; one that waits already stays as it is. */
  void queueKnown(UUID tenant, Collection<UUID> clients) {
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, tenant, revision, queued_at, caused_by)
            select 'client', r, r, :tenant, 1, :now, :by::jsonb from unnest(:records) as r order by r
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("by", Cause.now())
        .param("now", now())
        .param("records", clients.toArray(UUID[]::new))
        .update();
  }

  /** Locks rows that may go now, those that a person waits for first, then the oldest. */
  List<PendingPush> lockReady(Kind kind, UUID tenant, boolean urgentOnly, int limit) {
    return lockReady(kind, tenant, urgentOnly, limit, null, Set.of());
  }

  /**
   * The same of other documents, to fill a call up.
   *
   * @param linked whether the ledger has what it may share the call with
   */
  List<PendingPush> lockMore(
      Kind kind,
      UUID tenant,
      boolean urgentOnly,
      int limit,
      boolean linked,
      Collection<UUID> documents) {
    return lockReady(kind, tenant, urgentOnly, limit, linked, documents);
  }

  private List<PendingPush> lockReady(
      Kind kind,
      UUID tenant,
      boolean urgentOnly,
      int limit,
      @Nullable Boolean linked,
      Collection<UUID> butDocuments) {
    return jdbc.sql(
            """
            select p.record, p.document, p.revision, p.queued_at, p.asked_since, p.at_most, p.urgent,
                   p.needs_kind,
                   exists (select from practice.link l
                            where l.kind = p.kind and l.record = p.record and l.tenant = p.tenant) as linked
              from practice.pending_push p
             where p.tenant = :tenant and p.kind = :kind
               and (not :urgentOnly or p.urgent)
               and p.document <> all (:butDocuments)
               and (:linked::boolean is null
                    or :linked = exists (select from practice.link l
                                          where l.kind = p.kind and l.record = p.record and l.tenant = p.tenant))
               """
                + READY
                + """

             order by p.urgent desc, p.queued_at, p.record
             limit :limit
               for update of p skip locked""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("now", now())
        .param("urgentOnly", urgentOnly)
        .param("linked", linked)
        .param("butDocuments", butDocuments.toArray(UUID[]::new))
        .param("limit", limit)
        .query(
            (row, _) ->
                new PendingPush(
                    row.getObject("record", UUID.class),
                    row.getObject("document", UUID.class),
                    row.getLong("revision"),
                    row.getTimestamp("queued_at").toInstant(),
                    row.getBoolean("linked"),
                    row.getBoolean("linked") ? null : asked(row),
                    row.getInt("at_most"),
                    row.getBoolean("urgent"),
                    needs(row)))
        .list();
  }

  /** Those of these that may still go, asked once more when what they depend on is locked. */
  Set<UUID> stillReady(Kind kind, UUID tenant, Collection<UUID> records) {
    return jdbc.sql(
            """
            select p.record from practice.pending_push p
             where p.tenant = :tenant and p.kind = :kind and p.record = any(:records)
            """
                + READY)
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", records.toArray(UUID[]::new))
        .param("now", now())
        .query(UUID.class)
        .set();
  }

  private static @Nullable Kind needs(ResultSet row) throws SQLException {
    String kind = row.getString("needs_kind");
    return kind == null ? null : Kind.of(kind);
  }

  private static @Nullable Instant asked(ResultSet row) throws SQLException {
    Timestamp since = row.getTimestamp("asked_since");
    return since == null ? null : since.toInstant();
  }

  /** Whether anything of this kind waits that nobody holds. */
  boolean anyFor(UUID tenant, Kind kind) {
    return jdbc.sql(
            "select exists (select from practice.pending_push where tenant = ? and kind = ? and held is null)")
        .params(tenant, kind.text())
        .query(Boolean.class)
        .single();
  }

  /**
   * When the next row of these kinds will be old enough to go; null if none waits for time alone.
   */
  @Nullable Instant due(UUID tenant, Duration patience, Collection<Kind> kinds) {
    return due(tenant, patience, kinds, false, null, null);
  }

  /** As {@link #due}, of what the ledger does not have yet. */
  @Nullable Instant dueOfNew(UUID tenant, Duration patience, Kind kind) {
    return due(tenant, patience, List.of(kind), false, true, null);
  }

  /**
   * As {@link #due}, of parts.
   *
   * @param whole the kind of what they are parts of
   */
  @Nullable Instant dueOfParts(UUID tenant, Duration patience, Kind kind, Kind whole) {
    return due(tenant, patience, List.of(kind), false, null, whole);
  }

  /** As {@link #due}, of what a person waits for. */
  @Nullable Instant dueForPeople(UUID tenant, Collection<Kind> kinds) {
    return due(tenant, Duration.ZERO, kinds, true, null, null);
  }

  private @Nullable Instant due(
      UUID tenant,
      Duration patience,
      Collection<Kind> kinds,
      boolean urgentOnly,
      @Nullable Boolean fresh,
      @Nullable Kind whole) {
    Timestamp due =
        jdbc.sql(
                """
                select min(greatest(coalesce(p.not_before, '-infinity'),
                                    case when p.urgent then p.queued_at
                                         else p.queued_at + make_interval(secs => :patience) end))
                  from practice.pending_push p
                 where p.tenant = :tenant and p.kind = any (:kinds) and p.held is null
                   and (p.wish is null or p.asked_since is not null)
                   and (not :urgentOnly or p.urgent)
                   and (:whole::text is null or coalesce(p.needs_kind, 'credit-note') = :whole)
                   and (:fresh::boolean is null
                        or not exists (select from practice.link l
                                        where l.kind = p.kind and l.record = p.record
                                          and l.tenant = p.tenant))
                   and not exists (select from practice.push_item i
                                where i.open and i.tenant = p.tenant and i.document = p.document)
                """
                    + NEEDED
                    + IN_ORDER)
            .param("kinds", kinds.stream().map(Kind::text).toArray(String[]::new))
            .param("urgentOnly", urgentOnly)
            .param("fresh", fresh)
            .param("whole", whole == null ? null : whole.text())
            .param("patience", patience.toMillis() / 1000.0)
            .param("tenant", tenant)
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    return due == null ? null : due.toInstant();
  }

  /** Done or needless, unless it was changed meanwhile. */
  void drop(Kind kind, UUID tenant, Collection<Revision> done) {
    if (done.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with done as (
              select p.record from practice.pending_push p
                join unnest(:records, :revisions) as d (record, revision)
                  on p.record = d.record and p.revision = d.revision
               where p.kind = :kind and p.tenant = :tenant order by p.record for update of p)
            delete from practice.pending_push p using done
             where p.kind = :kind and p.tenant = :tenant and p.record = done.record""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("records", done.stream().map(Revision::record).toArray(UUID[]::new))
        .param("revisions", done.stream().map(Revision::revision).toArray(Long[]::new))
        .update();
  }

  /** One edit of one record. */
  record Revision(UUID record, long revision) {}

  /** Kept back with a reason in words until somebody changes the record or says "try again". */
  void hold(Kind kind, UUID tenant, Revision it, String reason) {
    hold(kind, tenant, it, reason, false);
  }

  /** The same after the ledger has seen it and said no. */
  void refused(Kind kind, UUID tenant, Revision it, String reason) {
    hold(kind, tenant, it, reason, true);
  }

  private void hold(Kind kind, UUID tenant, Revision it, String reason, boolean tried) {
    jdbc.sql(
            """
            update practice.pending_push
               set held = :reason, held_at = :now, urgent = false,
                   tries = tries + case when :tried then 1 else 0 end,
                   first_tried_at = case when :tried then coalesce(first_tried_at, :now) else first_tried_at end,
                   tried_at = case when :tried then :now::timestamptz else tried_at end
             where kind = :kind and record = :record and tenant = :tenant and revision = :revision""")
        .param("tenant", tenant)
        .param("reason", reason)
        .param("tried", tried)
        .param("now", now())
        .param("kind", kind.text())
        .param("record", it.record())
        .param("revision", it.revision())
        .update();
  }

  /**
   * Ready again, later each time; given up for a person to look at in the end. Nobody waits for it
   * any more: it must not draw on what is kept for people again and again.
   */
  void delay(Kind kind, UUID tenant, Revision it, String reason, int atMost) {
    jdbc.sql(
            """
            update practice.pending_push
               set attempts = attempts + 1, at_most = :atMost, urgent = false, said = :reason,
                   tries = tries + 1, first_tried_at = coalesce(first_tried_at, :now), tried_at = :now,
                   not_before = :now::timestamptz + make_interval(secs => :delay * power(2, attempts)),
                   held = case when attempts + 1 >= :attempts then :reason end,
                   held_at = case when attempts + 1 >= :attempts then :now::timestamptz end
             where kind = :kind and record = :record and tenant = :tenant and revision = :revision""")
        .param("tenant", tenant)
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

  /** Of this kind nothing goes for a while, whatever was ready. */
  void putOffReady(Kind kind, UUID tenant, Duration rest) {
    jdbc.sql(
            """
            with ready as (
              select record from practice.pending_push
               where kind = :kind and tenant = :tenant and held is null
                 and (not_before is null or not_before <= :now)
               order by record for update)
            update practice.pending_push p
               set not_before = :now::timestamptz + make_interval(secs => :secs)
              from ready
             where p.kind = :kind and p.tenant = :tenant and p.record = ready.record""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("now", now())
        .param("secs", rest.toSeconds())
        .update();
  }

  /** Not its own fault, as far as can be told: no attempt counted, and nothing held. */
  void putOff(Kind kind, UUID tenant, Revision it, String reason, Duration until) {
    jdbc.sql(
            """
            update practice.pending_push
               set said = :reason, not_before = :now::timestamptz + make_interval(secs => :secs)
             where kind = :kind and record = :record and tenant = :tenant and revision = :revision""")
        .param("reason", reason)
        .param("now", now())
        .param("secs", until.toSeconds())
        .param("kind", kind.text())
        .param("record", it.record())
        .param("tenant", tenant)
        .param("revision", it.revision())
        .update();
  }

  /** Goes a little later, unless somebody changes it before. */
  void rest(RecordRef record, Duration pause) {
    jdbc.sql(
            """
            update practice.pending_push
               set not_before = :now::timestamptz + make_interval(secs => :secs)
             where kind = :kind and record = :record and held is null and asked_since is null
               and not urgent""")
        .param("now", now())
        .param("secs", pause.toSeconds())
        .param("kind", record.kind())
        .param("record", record.id())
        .update();
  }

  /**
   * Ready again at once and no attempt counted: it was refused only because others in its call
   * were.
   *
   * @param atMost how many records its next call may carry
   */
  void free(Kind kind, UUID tenant, Revision it, int atMost) {
    jdbc.sql(
            """
            update practice.pending_push set at_most = :atMost, not_before = null
             where kind = :kind and record = :record and tenant = :tenant and revision = :revision""")
        .param("atMost", atMost)
        .param("kind", kind.text())
        .param("record", it.record())
        .param("tenant", tenant)
        .param("revision", it.revision())
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
