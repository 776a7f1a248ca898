package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Beside;
import dev.tandem.books.ledger.ContactLists;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each organisation has of a client beside what stands here, as it was last read whole: to be
 * looked at, and changed there. Calls nobody.
 */
@Component
@Transactional(readOnly = true)
public class BesideContacts {

  private final JdbcClient jdbc;
  private final Clients clients;
  private final ContactLists lists;

  BesideContacts(JdbcClient jdbc, Clients clients, ContactLists lists) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.lists = lists;
  }

  /** By organisation, those only that have something; none of an erased client. */
  public Map<UUID, List<Beside>> of(ClientId client) {
    ClientView known = clients.byIds(List.of(client)).get(client);
    var beside = new LinkedHashMap<UUID, List<Beside>>();
    if (known == null || known.erased()) {
      return beside;
    }
    jdbc.sql(
            """
            select tenant, kept from practice.link
             where kind = :kind and record = :client and kept is not null order by linked_at, tenant""")
        .param("kind", Kind.CLIENT.text())
        .param("client", client.value())
        .query(
            (RowCallbackHandler)
                row -> {
                  List<Beside> there = lists.beside(row.getString("kept"));
                  if (!there.isEmpty()) {
                    beside.put(row.getObject("tenant", UUID.class), there);
                  }
                });
    return beside;
  }
}
