package dev.tandem.books.mirror;

import dev.tandem.practice.clients.ClientId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contacts of erased clients. While anything of such a client still has to go to an organisation
 * the contact is there, under its neutral name, and can be used; it is archived last. Xero: "the
 * contact must be un-archived before creating new invoices or credit notes".
 */
@Component
@Transactional
public class NeutralContacts {

  /** Of client c something waits for the organisation. */
  private static final String NEEDED =
      """
      (exists (select from practice.invoice i
                 join practice.pending_push p
                   on p.practice_id = i.practice_id and p.document = i.id
                where (i.client_id = c.id and i.payer_id is null or i.payer_id = c.id)
                  and p.tenant = :tenant and p.kind <> 'client')
       or exists (select from practice.pending_push p
                   where p.needs_kind = 'client' and p.needs_record = c.id and p.tenant = :tenant))""";

  private final JdbcClient jdbc;
  private final Links links;
  private final ApplicationEventPublisher events;

  NeutralContacts(JdbcClient jdbc, Links links, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.links = links;
    this.events = events;
  }

  /** Those of the clients of whom something still has to go there. */
  @Transactional(readOnly = true)
  public Set<UUID> needed(UUID tenant, Collection<UUID> clients) {
    return clients.isEmpty()
        ? Set.of()
        : new HashSet<>(
            jdbc.sql("select c.id from unnest(:clients) as c (id) where " + NEEDED)
                .param("clients", clients.toArray(UUID[]::new))
                .param("tenant", tenant)
                .query(UUID.class)
                .list());
  }

  /** Of how many documents of the client something still has to go to whatever organisation. */
  int waiting(ClientId client) {
    return jdbc.sql(
            """
            select count(distinct p.document) from practice.pending_push p
              left join practice.invoice i on i.practice_id = p.practice_id and i.id = p.document
             where p.kind <> 'client'
               and (coalesce(i.payer_id, i.client_id) = :client
                    or p.needs_kind = 'client' and p.needs_record = :client)""")
        .param("client", client.value())
        .query(Integer.class)
        .single();
  }

  /**
   * Has contacts brought, or brought back, that are needed, and those archived that are not needed
   * any more. One that somebody over there made usable again stays as they wanted it.
   *
   * @return whether anything is to be said
   */
  public boolean settle(UUID tenant) {
    List<UUID> wanted = ask(tenant, "needed and (not linked or theirs = 'yes')");
    wanted.forEach(it -> links.wantBack(tenant, it));
    List<UUID> done = ask(tenant, "not needed and linked and ours is distinct from 'yes'");
    var all = new HashSet<>(wanted);
    all.addAll(done);
    if (!all.isEmpty()) {
      events.publishEvent(new ClientsToSay(tenant, List.copyOf(all)));
    }
    return !all.isEmpty();
  }

  /** Erased clients of whom nothing is said yet. */
  private List<UUID> ask(UUID tenant, String condition) {
    return jdbc.sql(
            """
            select id from (
              select c.id, l.record is not null as linked,
                     l.agreed -> 'archived' ->> 'ours' as ours,
                     l.agreed -> 'archived' ->> 'theirs' as theirs,
                     %s as needed
                from (select client as id from practice.erasure) c
                left join practice.link l
                  on l.kind = 'client' and l.record = c.id and l.tenant = :tenant
               where not exists (select from practice.pending_push w
                                  where w.kind = 'client' and w.record = c.id
                                    and w.tenant = :tenant)) erased
             where %s order by id"""
                .formatted(NEEDED, condition))
        .param("tenant", tenant)
        .query(UUID.class)
        .list();
  }
}
