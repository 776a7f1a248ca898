package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.RecordRef;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** New chances for what waits or was given up, because a person wants it. */
@Repository
@Transactional
class HeldPushes {

  /**
   * Rows that have to go for this record to go, itself included: what it needs over there, invoices
   * that it touches, and what was taken back of these, as {@link PendingPushes} has them in order.
   */
  private static final String CHAIN =
      """
      with recursive chain as (
        select kind, record, document, tenant, needs_kind, needs_record from practice.pending_push
         where kind = :kind and record = :record
        union
        select n.kind, n.record, n.document, n.tenant, n.needs_kind, n.needs_record
          from chain c
         cross join lateral (
           select c.document
           union
           select b.document from practice.push_beside b
            where b.kind = c.kind and b.record = c.record and b.tenant = c.tenant) d
         cross join lateral (
           select q.* from practice.pending_push q
            where q.kind = c.needs_kind and q.record = c.needs_record and q.tenant = c.tenant
           union all
           select q.* from practice.pending_push q
            where c.kind in ('payment', 'allocation', 'receipt') and q.kind in ('invoice', 'advance')
              and q.record = d.document and q.tenant = c.tenant
           union all
           select q.* from practice.pending_push q
             join practice.link l on l.kind = q.kind and l.record = q.record and l.tenant = q.tenant
            where q.kind in ('payment', 'allocation', 'refund', 'receipt')
              and q.document = d.document and q.tenant = c.tenant
              and (q.kind = 'allocation' and q.needs_record = case c.kind when 'refund' then c.needs_record
                                                                          else c.record end
                   or c.kind in ('invoice', 'payment', 'allocation', 'receipt'))
           union all
           select q.* from practice.push_beside o
             join practice.pending_push q on q.kind = o.kind and q.record = o.record and q.tenant = o.tenant
             join practice.link l on l.kind = q.kind and l.record = q.record and l.tenant = q.tenant
            where (c.kind in ('invoice', 'payment', 'allocation', 'receipt')
                   or c.kind = 'refund' and q.kind = 'allocation' and q.needs_record = c.needs_record)
              and o.document = d.document and o.tenant = c.tenant) n
         where c.kind in ('client', 'invoice', 'credit-note')
            or not exists (select from practice.link l
                            where l.kind = c.kind and l.record = c.record and l.tenant = c.tenant))""";

  private final JdbcClient jdbc;

  HeldPushes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Gives a held or waiting record a new chance now, and so what has to be over there before it; a
   * person waits for it. Where a question is open only this record's is answered by it, and only by
   * somebody who was asked.
   *
   * @param answering whether the person saw why the record itself is held
   * @return how many rows that are
   */
  int hurry(Kind kind, UUID record, boolean answering) {
    return jdbc.sql(
            CHAIN
                + """
                , locked as (
                  select p.kind, p.record, p.tenant,
                         p.asked_since is not null
                           and not (:answering and p.kind = :kind and p.record = :record) as stays
                    from practice.pending_push p
                    join chain c using (kind, record, tenant)
                   order by p.kind, p.record, p.tenant for update of p)
                update practice.pending_push p
                   set held = case when l.stays then p.held end,
                       held_at = case when l.stays then p.held_at end,
                       asked_answered = p.asked_answered or p.asked_since is not null and not l.stays,
                       not_before = null, attempts = 0, at_most = 50, urgent = true
                  from locked l
                 where p.kind = l.kind and p.record = l.record and p.tenant = l.tenant""")
        .param("answering", answering)
        .param("kind", kind.text())
        .param("record", record)
        .update();
  }

  /**
   * Why a record is held, and since when.
   *
   * @param words as a person sees them
   */
  record Reason(String words, Instant since) {}

  List<Reason> reasons(Kind kind, UUID record) {
    return jdbc.sql(
            """
            select held, held_at from practice.pending_push
             where practice_id = house.here() and kind = :kind and record = :record
               and held is not null for update""")
        .param("kind", kind.text())
        .param("record", record)
        .query(
            (row, _) -> new Reason(row.getString("held"), row.getTimestamp("held_at").toInstant()))
        .list();
  }

  /** What is to be paid on this invoice and is held for one of these reasons gets a new chance. */
  void lookAgain(UUID invoice, Collection<String> words) {
    release(
        """
        kind in ('payment', 'receipt')
        and exists (select from unnest(:words) w where position(w in held) > 0)
        and (document = :invoice
             or exists (select from practice.push_beside b
                         where b.kind = pending_push.kind and b.record = pending_push.record
                           and b.tenant = pending_push.tenant and b.document = :invoice))
        """,
        it -> it.param("words", words.toArray(String[]::new)).param("invoice", invoice));
  }

  /** The same of deposits: few are ever held so, whoever's they are. */
  void lookAgainAtDeposits(String words) {
    release("kind = 'advance' and position(:words in held) > 0", it -> it.param("words", words));
  }

  /** The same of one payment. */
  void lookAgain(PaymentId payment, Collection<String> words) {
    release(
        """
        kind = 'payment' and record = :payment
        and exists (select from unnest(:words) w where position(w in held) > 0)
        """,
        it -> it.param("words", words.toArray(String[]::new)).param("payment", payment.value()));
  }

  /** The record and whatever it waits for, as far as that waits, too. */
  List<RecordRef> chain(Kind kind, UUID record) {
    return jdbc.sql(CHAIN + " select distinct kind, record from chain order by kind, record")
        .param("kind", kind.text())
        .param("record", record)
        .query(
            (row, _) -> new RecordRef(row.getString("kind"), row.getObject("record", UUID.class)))
        .list();
  }

  /**
   * Gives these held records a new chance; those that go already stay as they are, and those about
   * which a question is open: that is answered for each alone.
   */
  int release(Collection<RecordRef> records) {
    return release(
        "(kind, record) in (select * from unnest(:kinds, :records))",
        it ->
            it.param("kinds", records.stream().map(RecordRef::kind).toArray(String[]::new))
                .param("records", records.stream().map(RecordRef::id).toArray(UUID[]::new)));
  }

  /** The same for everything that is held for this reason. */
  int releaseBecause(String reason) {
    return release("held = :reason", it -> it.param("reason", reason));
  }

  /** The same for everything that is held. */
  int releaseAll() {
    return release("true", UnaryOperator.identity());
  }

  /** The same for all of these that are held. */
  int release(WaitingRecords.Question asked) {
    return release(
        """
        (:tenant::uuid is null or tenant = :tenant)
        and (:kind::text is null or kind = :kind)
        and (:reason::text is null or held = :reason)
        and (not :some or record = any(:among) or document = any(:among)
             or needs_record = any(:among))
        """,
        it ->
            it.param("tenant", asked.tenant(), Types.OTHER)
                .param("kind", asked.kind() == null ? null : asked.kind().text())
                .param("reason", asked.reason())
                .param("some", asked.among() != null)
                .param(
                    "among",
                    asked.among() == null ? new UUID[0] : asked.among().toArray(UUID[]::new)));
  }

  private int release(String which, UnaryOperator<JdbcClient.StatementSpec> parameters) {
    return parameters
        .apply(
            jdbc.sql(
                """
                with locked as (
                  select kind, record, tenant from practice.pending_push
                   where held is not null and asked_since is null and\s"""
                    + which
                    + """
                   order by kind, record, tenant for update)
                update practice.pending_push p
                   set held = null, held_at = null, not_before = null, attempts = 0, at_most = 50
                  from locked l
                 where p.kind = l.kind and p.record = l.record and p.tenant = l.tenant"""))
        .update();
  }
}
