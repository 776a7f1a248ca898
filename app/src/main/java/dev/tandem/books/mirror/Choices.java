package dev.tandem.books.mirror;

import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.SignedIn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people decided for clients that look like somebody in the ledger. A decision to link is gone
 * once the link is made; the others are remembered, so that nobody is asked twice.
 */
@Component
@Transactional
public class Choices {

  private final JdbcClient jdbc;
  private final AuditTrail trail;
  private final Clock clock;

  Choices(JdbcClient jdbc, AuditTrail trail, Clock clock) {
    this.jdbc = jdbc;
    this.trail = trail;
    this.clock = clock;
  }

  /** What becomes of a client. */
  public enum Choice {
    /** It is this contact. */
    LINK,
    /** It is nobody over there: a contact is made. */
    CREATE,
    /** Not now; with it wait its invoices and payments. */
    LEAVE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param contact of a link: the ledger's id of the contact
   * @param trouble why the link could not be made, in words; null if nothing stands in the way
   */
  public record Chosen(
      UUID client,
      Choice choice,
      @Nullable String contact,
      Wins wins,
      Instant at,
      String by,
      @Nullable String trouble) {}

  public Map<UUID, Chosen> of(UUID tenant, Collection<UUID> clients) {
    return jdbc
        .sql(
            """
            select * from practice.ledger_choice where tenant = :tenant and client = any(:clients)""")
        .param("tenant", tenant)
        .param("clients", clients.toArray(UUID[]::new))
        .query(Choices::chosen)
        .list()
        .stream()
        .collect(Collectors.toMap(Chosen::client, Function.identity()));
  }

  /**
   * @throws Refused if the contact was chosen for another client
   */
  public void link(UUID tenant, UUID client, String contact, Wins wins) {
    if (link(tenant, Map.of(client, contact), wins, true) == 0) {
      throw new Refused("This contact was chosen for another record. Undo that one first.");
    }
    note(client, "linked", "chose the contact in the ledger that this record is");
  }

  /**
   * As {@link #link} for many; those whose contact was chosen for another client are left out.
   *
   * @return how many were chosen
   */
  public int linkAll(UUID tenant, Map<UUID, String> contacts, Wins wins) {
    return link(tenant, contacts, wins, false);
  }

  private int link(UUID tenant, Map<UUID, String> contacts, Wins wins, boolean singly) {
    List<Map.Entry<UUID, String>> all = List.copyOf(contacts.entrySet());
    return jdbc.sql(
            """
            insert into practice.ledger_choice as c (tenant, client, choice, contact, wins, singly, chosen_at, chosen_by)
            select :tenant, n.client, 'link', n.contact, :wins, :singly, :now, :by
              from unnest(:clients, :contacts) as n (client, contact)
             where not exists (select from practice.ledger_choice o
                                where o.tenant = :tenant and o.choice = 'link' and o.contact = n.contact
                                  and o.client <> n.client)
             order by n.client
            on conflict (practice_id, tenant, client) do update
               set choice = 'link', contact = excluded.contact, wins = excluded.wins,
                   singly = excluded.singly, chosen_at = excluded.chosen_at, chosen_by = excluded.chosen_by, trouble = null""")
        .param("tenant", tenant)
        .param("wins", wins.text())
        .param("singly", singly)
        .param("now", now())
        .param("by", by())
        .param("clients", all.stream().map(Map.Entry::getKey).toArray(UUID[]::new))
        .param("contacts", all.stream().map(Map.Entry::getValue).toArray(String[]::new))
        .update();
  }

  /** Decides {@link Choice#CREATE} or {@link Choice#LEAVE} for these. */
  public void choose(UUID tenant, Collection<UUID> clients, Choice choice) {
    jdbc.sql(
            """
            insert into practice.ledger_choice (tenant, client, choice, chosen_at, chosen_by)
            select :tenant, c, :choice, :now, :by from unnest(:clients) as c order by c
            on conflict (practice_id, tenant, client) do update
               set choice = excluded.choice, contact = null, chosen_at = excluded.chosen_at,
                   chosen_by = excluded.chosen_by, trouble = null""")
        .param("tenant", tenant)
        .param("choice", choice.text())
        .param("now", now())
        .param("by", by())
        .param("clients", clients.toArray(UUID[]::new))
        .update();
    if (clients.size() == 1) {
      boolean create = choice == Choice.CREATE;
      note(
          clients.iterator().next(),
          create ? "new" : "left",
          create
              ? "said that the ledger has no contact for this record yet"
              : "left this record out of the ledger for now");
    }
  }

  /** Whose word counts in the links still to be made that nobody decided on alone. */
  public void win(UUID tenant, Wins wins) {
    jdbc.sql(
            """
            update practice.ledger_choice set wins = :wins
             where tenant = :tenant and choice = 'link' and not singly""")
        .param("wins", wins.text())
        .param("tenant", tenant)
        .update();
  }

  /** As if nobody had decided. */
  public void forget(UUID tenant, Collection<UUID> clients) {
    jdbc.sql("delete from practice.ledger_choice where tenant = :tenant and client = any(:clients)")
        .param("tenant", tenant)
        .param("clients", clients.toArray(UUID[]::new))
        .update();
  }

  /** Links that are to be made and that nothing stands against, the oldest decision first. */
  public List<Chosen> toLink(UUID tenant, int most) {
    return jdbc.sql(
            """
            select * from practice.ledger_choice
             where tenant = :tenant and choice = 'link' and trouble is null
             order by chosen_at, client limit :most""")
        .param("tenant", tenant)
        .param("most", most)
        .query(Choices::chosen)
        .list();
  }

  /** How many links are still to be made. */
  public int linksToMake(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.ledger_choice
             where tenant = :tenant and choice = 'link' and trouble is null""")
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }

  void trouble(UUID tenant, UUID client, String words) {
    jdbc.sql(
            """
            update practice.ledger_choice set trouble = :words
             where tenant = :tenant and client = :client and choice = 'link'""")
        .param("words", words)
        .param("tenant", tenant)
        .param("client", client)
        .update();
  }

  private void note(UUID client, String action, String text) {
    trail.note(new RecordRef("client", client), client, action, text);
  }

  private static String by() {
    return SignedIn.current().map(SignedIn::name).orElse("Tandem");
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Chosen chosen(ResultSet row, int number) throws SQLException {
    return new Chosen(
        row.getObject("client", UUID.class),
        Choice.valueOf(row.getString("choice").toUpperCase(Locale.ROOT)),
        row.getString("contact"),
        Wins.of(row.getString("wins")),
        row.getTimestamp("chosen_at").toInstant(),
        row.getString("chosen_by"),
        row.getString("trouble"));
  }
}
