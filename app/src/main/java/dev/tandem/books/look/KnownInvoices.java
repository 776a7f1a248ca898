package dev.tandem.books.look;

import dev.tandem.books.inbox.Knowledge;
import dev.tandem.practice.billing.InvoiceId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * As of when it is known what the ledger has of invoices and what was paid on them: when they were
 * read themselves, or when both were last asked for changes. What it told and nobody dealt with
 * yet, or what could not be taken in, is not known; nor is what was paid where payments were never
 * read, which an invoice that was read does not show.
 */
@Repository
class KnownInvoices {

  private final JdbcClient jdbc;
  private final Clock clock;

  KnownInvoices(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One that the ledger has.
   *
   * @param paymentsAsOf as of when payments themselves are known: no reading of the invoice counts
   */
  record There(
      InvoiceId invoice, UUID tenant, String ledgerId, Instant asOf, Instant paymentsAsOf) {

    /** Where payments are left alone, a reading of the invoice shows none. */
    There paymentsIgnored() {
      return new There(invoice, tenant, ledgerId, paymentsAsOf, paymentsAsOf);
    }
  }

  @Transactional(readOnly = true)
  public List<There> of(Collection<InvoiceId> invoices) {
    return jdbc.sql(
            """
            select l.record, l.tenant, l.ledger_id,
                   greatest(case when l.linked_at <= :latest then l.linked_at end,
                            case when s.payments is not null and l.read_at <= :latest then l.read_at end,
                            case when s.both and o.failed is not true
                                 then least(s.read_at, o.since) end) as known_at,
                   greatest(case when l.linked_at <= :latest then l.linked_at end,
                            s.payments) as payments_at
              from practice.link l
              left join lateral (
                   select count(*) = 2 as both, min(at) as read_at,
                          max(at) filter (where kind = 'payment' and at > 'epoch') as payments
                     from (select tenant, kind, case when read_at <= :latest then read_at
                                                     else coalesce(watermark, 'epoch') end as at
                             from practice.sweep) w
                    where tenant = l.tenant and kind in ('invoice', 'payment')) s on true
              left join lateral (
                   select min(received_at) as since, bool_or(tries > 0) as failed
                     from house.delivery
                    where tenant = l.tenant and resource = l.ledger_id and done_at is null) o on true
             where l.kind = 'invoice' and l.record = any(:invoices)""")
        .param("latest", Timestamp.from(Knowledge.latest(clock.instant())))
        .param("invoices", invoices.stream().map(InvoiceId::value).toArray(UUID[]::new))
        .query(
            (row, _) ->
                new There(
                    new InvoiceId(row.getObject("record", UUID.class)),
                    row.getObject("tenant", UUID.class),
                    row.getString("ledger_id"),
                    at(row.getTimestamp("known_at")),
                    at(row.getTimestamp("payments_at"))))
        .list();
  }

  private static Instant at(@Nullable Timestamp it) {
    return it == null ? Instant.EPOCH : it.toInstant();
  }
}
