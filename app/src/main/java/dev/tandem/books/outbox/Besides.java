package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Cause;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes that touch more documents than their own: a receipt pays many invoices, what an invoice
 * uses of an advance touches that. One goes when nothing else is under way for any of them, a
 * receipt when all are over there.
 */
@Repository
@Transactional
class Besides {

  private final JdbcClient jdbc;
  private final Clock clock;

  Besides(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Stays where the record is, or where it waits.
   *
   * @param otherwise the organisation it goes to if it is nowhere
   */
  void queue(Kind kind, UUID record, UUID document, Collection<UUID> besides, UUID otherwise) {
    lock(kind, record);
    jdbc.sql(
            """
                insert into practice.pending_push
                  (kind, record, document, tenant, revision, queued_at, caused_by)
                values (:kind, :record, :document,
                        coalesce((select l.tenant from practice.link l
                                   where l.kind = :kind and l.record = :record), :otherwise),
                        1, :now, :by::jsonb)
                on conflict (practice_id, kind, record) where kind <> 'client' do update
                   set revision = pending_push.revision + 1,
                       caused_by = case when pending_push.caused_by @> excluded.caused_by then pending_push.caused_by
                                        else pending_push.caused_by || excluded.caused_by end,
                       held = case when pending_push.asked_since is not null then pending_push.held end,
                       held_at = case when pending_push.asked_since is not null then pending_push.held_at end,
                       not_before = null, attempts = 0, at_most = 50,
                       tries = 0, first_tried_at = null, tried_at = null, said = null""")
        .param("kind", kind.text())
        .param("record", record)
        .param("document", document)
        .param("otherwise", otherwise)
        .param("now", Timestamp.from(clock.instant()))
        .param("by", Cause.now())
        .update();
    beside(kind, record, besides);
  }

  /** What waits touches these documents, too, and nothing else. */
  void beside(Kind kind, UUID record, Collection<UUID> besides) {
    jdbc.sql("delete from practice.push_beside where kind = :kind and record = :record")
        .param("kind", kind.text())
        .param("record", record)
        .update();
    jdbc.sql(
            """
            insert into practice.push_beside (kind, record, tenant, document)
            select p.kind, p.record, p.tenant, b.document
              from practice.pending_push p cross join unnest(:besides) as b (document)
             where p.kind = :kind and p.record = :record""")
        .param("kind", kind.text())
        .param("record", record)
        .param("besides", besides.stream().distinct().toArray(UUID[]::new))
        .update();
  }

  /** Nothing of it is sent before the end of the transaction. */
  void lock(Kind kind, UUID record) {
    jdbc.sql(
            """
            select count(*) from (
              select 1 from practice.pending_push where kind = :kind and record = :record
                 for update) held""")
        .param("kind", kind.text())
        .param("record", record)
        .query(Integer.class)
        .single();
  }

  /** Those of these records that the ledger has or may have. */
  @Transactional(readOnly = true)
  public List<UUID> begun(Kind kind, Collection<UUID> records) {
    return jdbc.sql(
            """
            select l.record from practice.link l where l.kind = :kind and l.record = any(:records)
            union
            select i.record from practice.push_item i
             where i.open and i.kind = :kind and i.record = any(:records)
            union
            select p.record from practice.pending_push p
             where p.kind = :kind and p.record = any(:records) and p.asked_since is not null""")
        .param("kind", kind.text())
        .param("records", records.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  /** Those that wait, and have gone nowhere yet, of documents in several organisations. */
  @Transactional(readOnly = true)
  public List<UUID> scattered(Kind kind) {
    return jdbc.sql(
            """
            select b.record from practice.push_beside b
              join practice.pending_push p on p.kind = b.kind and p.record = b.record and p.tenant = b.tenant
              left join practice.link l on l.kind = 'invoice' and l.record = b.document
              left join practice.pending_push q on q.kind = 'invoice' and q.record = b.document
             where b.kind = :kind and p.asked_since is null
               and not exists (select from practice.link l
                                where l.kind = p.kind and l.record = p.record)
             group by b.record
            having count(distinct coalesce(l.tenant, q.tenant)) > 1""")
        .param("kind", kind.text())
        .query(UUID.class)
        .list();
  }

  /**
   * A receipt that waits goes where its invoices have gone, if all went to the same organisation.
   * What else touches other documents is a part of its own one, and goes with that.
   */
  void follow() {
    jdbc.sql(
            """
            with places as (
              select b.kind, b.record, b.tenant as now,
                     coalesce(l.tenant, q.tenant) as tenant
                from practice.push_beside b
                left join practice.link l on l.kind = 'invoice' and l.record = b.document
                left join practice.pending_push q on q.kind = 'invoice' and q.record = b.document
               where b.kind = 'receipt'),
            moved as (
              select kind, record, min(tenant::text)::uuid as tenant from places
               group by kind, record, now
              having count(distinct tenant) = 1 and bool_and(tenant is not null)
                 and min(tenant::text)::uuid <> now)
            update practice.pending_push p set tenant = m.tenant, held = null, held_at = null
              from moved m
             where p.kind = m.kind and p.record = m.record and p.asked_since is null
               and not exists (select from practice.link l
                                where l.kind = p.kind and l.record = p.record)
               and not exists (select from practice.push_item i
                                where i.open and i.kind = p.kind and i.record = p.record)""")
        .update();
  }
}
