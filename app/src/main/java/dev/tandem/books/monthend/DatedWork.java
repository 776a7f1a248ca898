package dev.tandem.books.monthend;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.monthend.LockCheck.Finding;
import dev.tandem.books.monthend.LockCheck.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what is dated up to a day and has not come to rest. */
@Repository
class DatedWork {

  /** The day under which the ledger would book a record, kind by kind. */
  private static final String DAYS =
      """
      select 'invoice' as kind, id, issued_on as day from practice.invoice
      union all select 'payment', id, paid_on from practice.payment
      union all select 'credit-note', id, issued_on from practice.credit_note
      union all select 'advance', id, taken_on from practice.advance
      union all select 'allocation', id, allocated_on from practice.allocation
      union all select 'refund', id, paid_on from practice.refund
      union all select 'receipt', id, coalesce(banked_on, day) from practice.takings_receipt""";

  private final JdbcClient jdbc;

  DatedWork(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Finding notInvoiced(Instant before, ZoneId zone) {
    return find(
        Kind.NOT_INVOICED,
        jdbc.sql(
                """
                select count(*) as records, (min(starts_at) at time zone :zone)::date as earliest,
                       null::numeric as amount
                  from practice.appointment
                 where status = 'COMPLETED' and invoice_id is null and starts_at < :before""")
            .param("zone", zone.getId())
            .param("before", Timestamp.from(before)));
  }

  Finding drafts(LocalDate day) {
    return find(
        Kind.DRAFTS,
        jdbc.sql(
                """
                select count(*) as records, min(issued_on) as earliest, null::numeric as amount
                  from practice.invoice where status = 'DRAFT' and issued_on <= :day""")
            .param("day", day));
  }

  Finding takingsOpen(LocalDate day) {
    return find(
        Kind.TAKINGS_OPEN,
        jdbc.sql(
                """
                select count(*) as records, min(p.paid_on) as earliest, sum(p.amount) as amount
                  from practice.takings_payment t
                  join practice.payment p on p.id = t.payment_id
                 where t.receipt_id is null and not p.deleted and p.paid_on <= :day""")
            .param("day", day));
  }

  /**
   * @param held those that a person has to put right; otherwise those that go by themselves
   */
  Finding queued(LocalDate day, boolean held) {
    return find(
        held ? Kind.REFUSED : Kind.WAITING,
        jdbc.sql(
                """
                select count(*) as records, min(d.day) as earliest, null::numeric as amount
                  from practice.pending_push p
                  join (%s) d on d.kind = p.kind and d.id = p.record
                 where (p.held is not null) = :held and d.day <= :day"""
                    .formatted(DAYS))
            .param("held", held)
            .param("day", day));
  }

  /** With those that are held because the ledger has something else than was sent. */
  Finding conflicts(LocalDate day) {
    return find(
        Kind.CONFLICTS,
        jdbc.sql(
                """
                select count(*) as records, min(d.day) as earliest, null::numeric as amount
                  from (select kind, record from practice.conflict where closed_at is null
                        union
                        select kind, record from practice.link where held is not null) c
                  join (%s) d on d.kind = c.kind and d.id = c.record
                 where d.day <= :day"""
                    .formatted(DAYS))
            .param("day", day));
  }

  Finding draftsThere(LocalDate day) {
    return find(
        Kind.DRAFTS_THERE,
        jdbc.sql(
                """
                select count(*) as records, min(i.issued_on) as earliest, null::numeric as amount
                  from practice.invoice i
                  join practice.link l on l.kind = 'invoice' and l.record = i.id
                 where i.status = 'APPROVED' and i.issued_on <= :day
                   and l.agreed -> :status ->> 'theirs' = :draft""")
            .param("status", Fields.STATUS)
            .param("draft", Fields.DRAFT)
            .param("day", day));
  }

  Finding leftOut(LocalDate day) {
    return find(
        Kind.LEFT_OUT,
        jdbc.sql(
                """
                select count(*) as records, min(d.day) as earliest, null::numeric as amount
                  from practice.left_out o
                  join (%s) d on d.kind = o.kind and d.id = o.record
                 where d.day <= :day"""
                    .formatted(DAYS))
            .param("day", day));
  }

  private static Finding find(Kind kind, JdbcClient.StatementSpec question) {
    return question
        .query(
            (row, _) ->
                new Finding(
                    kind,
                    row.getInt("records"),
                    row.getObject("earliest", LocalDate.class),
                    row.getBigDecimal("amount")))
        .single();
  }
}
