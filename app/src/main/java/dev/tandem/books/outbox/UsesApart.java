package dev.tandem.books.outbox;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What invoices use of credits in the books of another organisation. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class UsesApart {

  private static final String DEPOSIT_APART =
      "The deposit is in the books of one organisation, the invoice in those of another, which cannot use it. Take it off the invoice here, then give it back and take a payment.";

  private static final String CREDIT_APART =
      "The credit note is in the books of one organisation, the invoice in those of another, which cannot use it. Take it off the invoice here: then it is the client's credit again.";

  private final JdbcClient jdbc;
  private final Clock clock;

  UsesApart(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What an invoice uses of an advance, or of another one's credit note, cannot go while the two
   * are in different books, and no other place of either is to come by itself; it is let go once
   * they are together again.
   */
  void hold() {
    jdbc.sql(
            """
            with used as (
              select p.record, p.tenant <> coalesce(l.tenant, q.tenant) as apart, far.words
                from practice.pending_push p
                join lateral (
                  select 'advance' as kind, p.needs_record as record, :deposit as words
                   where p.needs_kind = 'advance'
                  union all
                  select 'invoice', b.document, :credit from practice.push_beside b
                   where p.needs_kind = 'credit-note' and b.kind = p.kind and b.record = p.record) far on true
                left join practice.link l on l.kind = far.kind and l.record = far.record
                left join practice.pending_push q on q.kind = far.kind and q.record = far.record
               where p.kind = 'allocation' and p.asked_since is null
                 and not exists (select from practice.link a
                                  where a.kind = 'allocation' and a.record = p.record)
                 and not exists (select from practice.push_item i
                                  where i.open and i.kind = 'allocation' and i.record = p.record))
            update practice.pending_push p
               set held = case when u.apart then u.words end,
                   held_at = case when u.apart then :now::timestamptz end
              from used u
             where p.kind = 'allocation' and p.record = u.record
               and (u.apart and p.held is null or not u.apart and p.held = u.words)""")
        .param("deposit", DEPOSIT_APART)
        .param("credit", CREDIT_APART)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
