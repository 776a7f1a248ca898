package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts what waits, by organisation and kind, in one statement. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class WaitingLoads {

  private final JdbcClient jdbc;

  WaitingLoads(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param behind records that cannot go because what they belong to is held, or will never go
   */
  record Row(UUID tenant, Forecast.Load load, int behind) {}

  /**
   * Held records are nobody's load: a person has to do something first. What depends on one of them
   * waits behind it, however long the chain.
   */
  List<Row> all() {
    return jdbc.sql(
            """
            with waiting as (
              select p.kind, p.record, p.document, p.tenant, p.needs_kind, p.needs_record,
                     l.record is not null as linked,
                     (p.needs_record is null or n.record is not null)
                       and not (p.kind in ('payment', 'allocation') and l.record is null
                                and exists (select from practice.pending_push h
                                             where h.kind = 'invoice' and h.record = p.document
                                               and h.held is not null)) as served
                from practice.pending_push p
                left join practice.link l
                  on l.kind = p.kind and l.record = p.record and l.tenant = p.tenant
                left join practice.link n
                  on n.kind = p.needs_kind and n.record = p.needs_record and n.tenant = p.tenant
                     and n.held is null
               where p.held is null),
            clients as (select record, tenant from waiting where kind = 'client'),
            invoices as (
              select w.record, w.tenant from waiting w
                left join clients c on c.record = w.needs_record and c.tenant = w.tenant
               where w.kind = 'invoice' and (w.served or c.record is not null)),
            judged as (
              select w.kind, w.document, w.tenant, w.linked,
                     w.served or w.kind in ('invoice', 'advance') and c.record is not null
                       or w.kind in ('payment', 'credit-note') and i.record is not null
                       or w.kind in ('allocation', 'refund') as goes
                from waiting w
                left join clients c on c.record = w.needs_record and c.tenant = w.tenant
                     and w.kind in ('invoice', 'advance')
                left join invoices i on i.record = w.needs_record and i.tenant = w.tenant
                     and w.kind in ('payment', 'credit-note')),
            documents as (
              select kind, tenant, document,
                     count(*) filter (where goes and not linked) as creations,
                     count(*) filter (where goes and linked) as changes,
                     count(*) filter (where not goes) as behind
                from judged group by kind, tenant, document)
            select tenant, kind, sum(creations)::int as creations, sum(changes)::int as changes,
                   max(creations)::int as deepest, sum(behind)::int as behind
              from documents group by tenant, kind
             order by tenant, array_position("""
                + Kind.IN_ORDER
                + ", kind)")
        .query(
            (row, _) -> {
              Kind kind = Kind.of(row.getString("kind"));
              int changes = row.getInt("changes");
              boolean removal = kind.onlyMadeAndRemoved();
              return new Row(
                  row.getObject("tenant", UUID.class),
                  new Forecast.Load(
                      kind,
                      row.getInt("creations"),
                      removal ? 0 : changes,
                      removal ? changes : 0,
                      // Each receipt is a call of its own.
                      row.getInt(kind == Kind.RECEIPT ? "creations" : "deepest")),
                  row.getInt("behind"));
            })
        .list();
  }
}
