package dev.tandem.books.mirror;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.clients.ClientErased;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What the ledger's side keeps about a client who is erased. The agreed values stay until the
 * ledger has taken the neutral ones: else nobody could tell which of the two sides has changed.
 */
@Component
class EraseTracesOnClientErased implements ErasureTraces {

  /** By the client's id alone. */
  private static final List<String> ITS_OWN =
      List.of(
          "update practice.push_item set sent = '{}', ours = '{}' where kind = 'client' and record = :client and not open",
          """
          update practice.sync_story set changes = '{}', before = null, came = null, erased_at = :now
           where kind = 'client' and record = :client""",
          "delete from practice.conflict where kind = 'client' and record = :client",
          "delete from practice.ledger_suffix where record = :client",
          "delete from practice.ledger_match where client = :client",
          "update practice.ledger_choice set trouble = null where client = :client",
          "update practice.pending_push set said = null where kind = 'client' and record = :client",
          """
          update practice.ledger_contact c set name = '', email = '', phone = null, name_key = '',
                 match_key = '', loose_key = '', email_key = '', phone_key = ''
            from practice.link l
           where l.kind = 'client' and l.record = :client and l.tenant = c.tenant
             and l.ledger_id = c.ledger_id""");

  /** Wherever a text may name the client, whatever record it is about. */
  private static final List<String> TEXTS =
      List.of(
          "update practice.pending_push set held = replace(held, :value, 'an erased client') where position(:value in held) > 0",
          "update practice.pending_push set said = null where position(:value in said) > 0",
          "update practice.link set held = replace(held, :value, 'an erased client') where position(:value in held) > 0",
          "update practice.adoption set reason = replace(reason, :value, 'an erased client') where position(:value in reason) > 0",
          """
          update practice.sync_story set text = 'Something that named an erased client.', changes = '{}',
                 before = null, came = null, erased_at = :now
           where position(:value in text) > 0""",
          """
          update practice.sync_log set message = 'It named an erased client.', erased_at = :now
           where position(:value in message) > 0""");

  private final JdbcClient jdbc;
  private final Connections connections;
  private final NeutralContacts neutral;
  private final Clock clock;

  EraseTracesOnClientErased(
      JdbcClient jdbc, Connections connections, NeutralContacts neutral, Clock clock) {
    this.neutral = neutral;
    this.jdbc = jdbc;
    this.connections = connections;
    this.clock = clock;
  }

  @Override
  public List<ErasureTrace> traces(ClientId client) {
    var traces = new ArrayList<ErasureTrace>();
    if (underWay(client)) {
      traces.add(
          new ErasureTrace(
              What.FIRST,
              "A change of this record is on its way to Xero: try again once it has arrived."));
    }
    List<UUID> linked =
        jdbc.sql("select tenant from practice.link where kind = 'client' and record = ?")
            .param(client.value())
            .query(UUID.class)
            .list();
    for (Binding it : connections.bindings()) {
      if (linked.contains(UUID.fromString(it.tenantId()))) {
        traces.addAll(in(it, client));
      }
    }
    int waiting = connections.bindings().isEmpty() ? 0 : neutral.waiting(client);
    if (waiting > 0) {
      traces.add(
          new ErasureTrace(
              What.LEDGER,
              "What Xero does not have yet of %s still goes there, under the name “%s”; the contact is archived after it."
                  .formatted(
                      waiting == 1 ? "1 invoice" : waiting + " invoices", ErasedName.of(client))));
    }
    if (!linked.isEmpty()) {
      traces.add(
          new ErasureTrace(
              What.ERASED,
              "The values that travelled to and from Xero, in the record's story and the log."));
    }
    return traces;
  }

  private List<ErasureTrace> in(Binding binding, ClientId client) {
    String name = binding.organisationName();
    return binding.status() == Binding.Status.DISCONNECTED
        ? List.of(
            new ErasureTrace(
                What.STAYS,
                "The contact in %s, which is disconnected: rename and archive it there."
                    .formatted(name)))
        : List.of(
            new ErasureTrace(
                What.LEDGER,
                "In %s the contact is called “%s”, loses e-mail, telephones, addresses and persons, and is archived."
                    .formatted(name, ErasedName.of(client))),
            new ErasureTrace(
                What.STAYS,
                "In %s its documents, and what people wrote into notes, attachments and history there: Xero lets nobody else take that out."
                    .formatted(name)));
  }

  private boolean underWay(ClientId client) {
    return jdbc.sql(
            "select exists (select from practice.push_item where kind = 'client' and record = ? and open)")
        .param(client.value())
        .query(Boolean.class)
        .single();
  }

  @EventListener
  void on(ClientErased event) {
    for (String sql : ITS_OWN) {
      jdbc.sql(sql).param("client", event.client().value()).param("now", now()).update();
    }
    for (String value : event.values()) {
      for (String sql : TEXTS) {
        jdbc.sql(sql).param("value", value).param("now", now()).update();
      }
    }
    forgetEnded(event.client());
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** Nothing more goes there, so nothing has to be told apart. */
  private void forgetEnded(ClientId client) {
    UUID[] ended =
        connections.bindings().stream()
            .filter(it -> it.status() == Binding.Status.DISCONNECTED)
            .map(it -> UUID.fromString(it.tenantId()))
            .toArray(UUID[]::new);
    jdbc.sql(
            """
            update practice.link set agreed = '{}', kept = null
             where kind = 'client' and record = :client and tenant = any (:ended)""")
        .param("client", client.value())
        .param("ended", ended)
        .update();
  }
}
