package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Cause;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.changes.Changes;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What waits for one organisation and is not there yet, and how it gets going again. Whoever queues
 * something outside of a lane's turn wakes the lane.
 */
@Component
@Transactional
public class Backlog {

  private final JdbcClient jdbc;
  private final Changes changes;
  private final Clock clock;

  Backlog(JdbcClient jdbc, Changes changes, Clock clock) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * Records of this kind that wait for the organisation and are not linked there, by id.
   *
   * @param after the last one of the portion before; null for the first
   */
  @Transactional(readOnly = true)
  public List<UUID> newOnes(Kind kind, UUID tenant, @Nullable UUID after, int most) {
    return jdbc.sql(
            """
            select p.record from practice.pending_push p
             where p.kind = :kind and p.tenant = :tenant
               and (:after::uuid is null or p.record > :after)
               and not exists (select from practice.link l
                                where l.kind = p.kind and l.record = p.record and l.tenant = p.tenant)
             order by p.record limit :most""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("after", after, Types.OTHER)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /**
   * Invoices, or payments on them, that go once these clients are there.
   *
   * @param without clients that stay out; what is theirs waits with them
   */
  @Transactional(readOnly = true)
  public List<UUID> following(Kind kind, UUID tenant, Collection<UUID> without) {
    return jdbc.sql(
            """
            select p.record from practice.pending_push p
             where p.kind = :kind and p.tenant = :tenant
               and not exists (select from practice.link l
                                where l.kind = p.kind and l.record = p.record and l.tenant = p.tenant)
               and not exists (select from practice.pending_push i
                                where i.kind = 'invoice' and i.record = p.document
                                  and i.tenant = p.tenant and i.needs_record = any(:without))""")
        .param("kind", kind.text())
        .param("tenant", tenant)
        .param("without", without.toArray(UUID[]::new))
        .query(UUID.class)
        .list();
  }

  /** Clients that the organisation is to hear of now, whatever held them before. */
  public void queueClients(UUID tenant, Collection<UUID> clients) {
    jdbc.sql(
            """
            insert into practice.pending_push (kind, record, document, tenant, revision, queued_at, caused_by)
            select 'client', c, c, :tenant, 1, :now, :by::jsonb from unnest(:clients) as c order by c
            on conflict (practice_id, kind, record, tenant) do update
               set revision = pending_push.revision + 1,
                   caused_by = case when pending_push.caused_by @> excluded.caused_by then pending_push.caused_by
                                    else pending_push.caused_by || excluded.caused_by end,
                   held = null, held_at = null, not_before = null, attempts = 0, at_most = 50,
                   tries = 0, first_tried_at = null, tried_at = null, said = null""")
        .param("tenant", tenant)
        .param("now", now())
        .param("by", Cause.now())
        .param("clients", clients.toArray(UUID[]::new))
        .update();
    told(Kind.CLIENT, clients);
  }

  /**
   * Invoices of the organisation whose client is another contact there now.
   *
   * @param clients the client of each invoice
   */
  public void queueInvoices(UUID tenant, Map<UUID, UUID> clients) {
    List<Map.Entry<UUID, UUID>> all = List.copyOf(clients.entrySet());
    jdbc.sql(
            """
            insert into practice.pending_push
              (kind, record, document, tenant, needs_kind, needs_record, revision, queued_at, caused_by)
            select 'invoice', n.invoice, n.invoice, :tenant, 'client', n.client, 1, :now, :by::jsonb
              from unnest(:invoices, :clients) as n (invoice, client) order by n.invoice
            on conflict (practice_id, kind, record) where kind <> 'client' do update
               set revision = pending_push.revision + 1, needs_record = excluded.needs_record,
                   caused_by = case when pending_push.caused_by @> excluded.caused_by then pending_push.caused_by
                                    else pending_push.caused_by || excluded.caused_by end,
                   held = case when pending_push.asked_since is not null then pending_push.held end,
                   held_at = case when pending_push.asked_since is not null then pending_push.held_at end,
                   not_before = null, attempts = 0, at_most = 50,
                   tries = 0, first_tried_at = null, tried_at = null, said = null""")
        .param("tenant", tenant)
        .param("now", now())
        .param("by", Cause.now())
        .param("invoices", all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
        .param("clients", all.stream().map(Map.Entry::getValue).toArray(UUID[]::new))
        .update();
    told(Kind.INVOICE, clients.keySet());
  }

  private void told(Kind kind, Collection<UUID> records) {
    changes.announce(records.stream().map(it -> new RecordRef(kind.text(), it)).toList());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
