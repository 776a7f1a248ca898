package dev.tandem.books.mailing;

import dev.tandem.practice.billing.InvoiceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Invoices that are to be e-mailed by themselves. */
@Repository
@Transactional
class MailDue {

  /** Those that the ledger has as they stand here. */
  private static final String IN_STEP =
      """
        from practice.mail_due d
        join practice.link l on l.kind = 'invoice' and l.record = d.invoice and l.tenant = :tenant
       where l.held is null
         and not exists (select from practice.pending_push p
                          where p.kind = 'invoice' and p.record = d.invoice)""";

  private final JdbcClient jdbc;
  private final Clock clock;

  MailDue(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * @param tries how often the ledger put it off
   */
  record Waiting(InvoiceId invoice, int tries) {}

  void add(InvoiceId invoice) {
    put(invoice, 0, null);
  }

  private void put(InvoiceId invoice, int tries, @Nullable Instant notBefore) {
    jdbc.sql(
            """
            insert into practice.mail_due (invoice, queued_at, not_before, tries) values (?, ?, ?, ?)
            on conflict (practice_id, invoice) do update
               set not_before = excluded.not_before, tries = excluded.tries""")
        .param(invoice.value())
        .param(Timestamp.from(clock.instant()))
        .param(notBefore == null ? null : Timestamp.from(notBefore))
        .param(tries)
        .update();
  }

  @Transactional(readOnly = true)
  boolean has(InvoiceId invoice) {
    return jdbc.sql("select count(*) > 0 from practice.mail_due where invoice = ?")
        .param(invoice.value())
        .query(Boolean.class)
        .single();
  }

  /** The one that waits longest and may go now. */
  @Transactional(readOnly = true)
  Optional<Waiting> first(UUID tenant) {
    return jdbc.sql(
            "select d.invoice, d.tries"
                + IN_STEP
                + " and (d.not_before is null or d.not_before <= :now)"
                + " order by d.queued_at, d.invoice limit 1")
        .param("tenant", tenant)
        .param("now", Timestamp.from(clock.instant()))
        .query(
            (row, _) ->
                new Waiting(
                    new InvoiceId(row.getObject("invoice", UUID.class)), row.getInt("tries")))
        .optional();
  }

  /** When the next one may go; null if none waits that is over there. */
  @Transactional(readOnly = true)
  @Nullable Instant next(UUID tenant) {
    return jdbc.sql("select min(coalesce(d.not_before, d.queued_at)) as at" + IN_STEP)
        .param("tenant", tenant)
        .query((row, _) -> Optional.ofNullable(row.getTimestamp("at")).map(Timestamp::toInstant))
        .single()
        .orElse(null);
  }

  /** Whether it was there; only one of several who take it gets it. */
  boolean take(InvoiceId invoice) {
    return jdbc.sql("delete from practice.mail_due where invoice = ?")
            .param(invoice.value())
            .update()
        == 1;
  }

  /** It waits (again), until then. */
  void putOff(Waiting it, Instant until) {
    put(it.invoice(), it.tries() + 1, until);
  }
}
