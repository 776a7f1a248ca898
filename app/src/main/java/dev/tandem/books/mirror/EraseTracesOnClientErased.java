package dev.tandem.books.mirror;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.clients.ClientErased;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ErasedName;
import dev.tandem.practice.clients.ErasureTrace;
import dev.tandem.practice.clients.ErasureTrace.What;
import dev.tandem.practice.clients.ErasureTraces;
import dev.tandem.practice.clients.WholeWords;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
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
             and l.ledger_id in (c.ledger_id, c.merged_to)""");

  /**
   * Of the client's invoices and of what belongs to them, which are kept as written: further copies
   * of their texts. What is still in dispute stays until it is settled: it is the document's own.
   */
  private static final List<String> OF_DOCUMENTS =
      List.of(
          """
          update practice.sync_story s set changes = '{}', before = null, came = null, erased_at = :now
            from practice.document_of_client d
           where d.client = :client and s.kind = d.kind and s.record = d.record
             and (jsonb_exists_any(s.changes, array['lines', 'reference'])
                  or jsonb_exists_any(s.before, array['lines', 'reference'])
                  or jsonb_exists_any(s.came, array['lines', 'reference']))""",
          """
          update practice.push_item p set sent = '{}', ours = '{}'
            from practice.document_of_client d
           where d.client = :client and p.kind = d.kind and p.record = d.record and not p.open""",
          // Once one is there its reference is not compared any more.
          """
          update practice.link l set agreed = l.agreed - 'reference'
            from practice.document_of_client d
           where d.client = :client and l.kind = d.kind and l.record = d.record
             and l.kind in ('advance', 'refund')""",
          // What their history says of it in Xero; who changed it, and when, stays.
          """
          update practice.conflict c
             set traces = (select jsonb_agg(t || '{"details": ""}') from jsonb_array_elements(c.traces) t)
            from practice.document_of_client d
           where d.client = :client and c.kind = d.kind and c.record = d.record
             and jsonb_array_length(c.traces) > 0""",
          """
          delete from practice.conflict c using practice.document_of_client d
           where d.client = :client and c.kind = d.kind and c.record = d.record
             and c.closed_at is not null""");

  /** Wherever a text may name the client, whatever record it is about. */
  private static final List<String> TEXTS =
      List.of(
          "update practice.pending_push set held = regexp_replace(held, :named, 'an erased client', 'gi') where held ~* :named",
          "update practice.pending_push set said = null where said ~* :named",
          "update practice.link set held = regexp_replace(held, :named, 'an erased client', 'gi') where held ~* :named",
          "update practice.adoption set reason = regexp_replace(reason, :named, 'an erased client', 'gi') where reason ~* :named",
          "update practice.left_out set reason = regexp_replace(reason, :named, 'an erased client', 'gi') where reason ~* :named",
          "update practice.unknown_refusal set words = regexp_replace(words, :named, 'an erased client', 'gi') where words ~* :named",
          "update practice.takings_close set note = regexp_replace(note, :named, 'an erased client', 'gi') where note ~* :named",
          "update practice.ledger_mail set problem = regexp_replace(problem, :named, 'an erased client', 'gi') where problem ~* :named",
          // Figures stay, and so does what other clients are called: it is theirs.
          """
          update practice.sync_story
             set text = 'Something that named an erased client.', erased_at = :now
           where text ~* :named""",
          """
          update practice.sync_story
             set changes = case when changes::text ~* :named then '{}' else changes end,
                 before = case when before::text ~* :named then null else before end,
                 came = case when came::text ~* :named then null else came end,
                 erased_at = :now
           where kind <> 'client'
             and (changes::text ~* :named or before::text ~* :named or came::text ~* :named)""",
          """
          update practice.sync_log set message = 'It named an erased client.', erased_at = :now
           where message ~* :named""");

  private final JdbcClient jdbc;
  private final Connections connections;
  private final NeutralContacts neutral;
  private final EarlierNames names;
  private final Clock clock;

  EraseTracesOnClientErased(
      JdbcClient jdbc,
      Connections connections,
      NeutralContacts neutral,
      EarlierNames names,
      Clock clock) {
    this.names = names;
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
                      waiting == 1 ? "1 document" : waiting + " documents",
                      ErasedName.of(client))));
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

  @Override
  public List<String> earlier(ClientId client) {
    return names.of(client);
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
    Stream.of(ITS_OWN, OF_DOCUMENTS).flatMap(List::stream).forEach(it -> carryOut(it, event, ""));
    for (String value : event.values()) {
      TEXTS.forEach(it -> carryOut(it, event, WholeWords.pattern(value)));
    }
    forgetEnded(event.client());
  }

  private void carryOut(String sql, ClientErased event, String named) {
    jdbc.sql(sql)
        .param("client", event.client().value())
        .param("named", named)
        .param("now", Timestamp.from(clock.instant()))
        .update();
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
