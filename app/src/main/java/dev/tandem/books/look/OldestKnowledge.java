package dev.tandem.books.look;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which records were not read for longest. */
@Repository
class OldestKnowledge {

  private final JdbcClient jdbc;

  OldestKnowledge(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Invoices of which the ledger told something that was not dealt with yet; then those with
   * something left to pay, the one that was not read for longest first. What could not be taken in
   * is tried again by itself, or waits for a person.
   */
  @Transactional(readOnly = true)
  List<UUID> invoices(Collection<UUID> tenants, int most) {
    return jdbc.sql(
            """
            with told as (select distinct tenant, resource from house.delivery
                           where done_at is null and dead_at is null and tries = 0
                             and tenant = any(:tenants))
            select l.record
              from practice.link l
              join practice.invoice i on i.practice_id = l.practice_id and i.id = l.record
              left join practice.look k
                     on k.practice_id = l.practice_id and k.kind = l.kind and k.record = l.record
              left join told d on d.tenant = l.tenant and d.resource = l.ledger_id
             where l.kind = 'invoice' and l.tenant = any(:tenants)
               and (d.resource is not null or i.status = 'APPROVED' and i.due > 0)
               and not exists (select from house.delivery t
                                where t.tenant = l.tenant and t.resource = l.ledger_id
                                  and t.tries > 0 and t.done_at is null)
             order by d.resource is null,
                      coalesce(greatest(l.read_at, k.looked_at), l.linked_at), l.record
             limit :most""")
        .param("tenants", tenants.toArray(UUID[]::new))
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /** How many of ours the ledger told something of that was not dealt with yet. */
  @Transactional(readOnly = true)
  int told(Collection<UUID> tenants, int most) {
    return jdbc.sql(
            """
            select count(*) from (
              select from practice.link l
               where l.kind = 'invoice' and l.tenant = any(:tenants)
                 and exists (select from house.delivery d
                              where d.tenant = l.tenant and d.resource = l.ledger_id
                                and d.done_at is null and d.dead_at is null and d.tries = 0)
               limit :most) told""")
        .param("tenants", tenants.toArray(UUID[]::new))
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  /**
   * Those that the ledger told of, that nobody here has, and that no list has shown since; only of
   * organisations of which invoices come in.
   */
  @Transactional(readOnly = true)
  List<ToldInvoices.Told> unknown(Collection<UUID> tenants, String category, int most) {
    return jdbc.sql(
            """
            select d.tenant, d.resource
              from house.delivery d
              join practice.incoming_choice c on c.tenant = d.tenant and c.from_day is not null
              left join practice.sweep s on s.tenant = d.tenant and s.kind = 'invoice'
             where d.tenant = any(:tenants) and d.category = :category
               and d.dead_at is null and d.tries = 0
               and (d.done_at is null
                    or d.verdict = 'listed' and d.done_at > coalesce(s.read_at, '-infinity'))
               and not exists (select from practice.link l
                                where l.kind = 'invoice' and l.tenant = d.tenant
                                  and l.ledger_id = d.resource)
             group by d.tenant, d.resource order by min(d.received_at), d.resource limit :most""")
        .param("tenants", tenants.toArray(UUID[]::new))
        .param("category", category)
        .param("most", most)
        .query(
            (row, _) ->
                new ToldInvoices.Told(
                    row.getObject("tenant", UUID.class), row.getString("resource")))
        .list();
  }
}
