package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds clients against the copy of an organisation's contacts: by number, name, e-mail, phone and
 * similar name, archived ones included. Contacts in a link, merged ones and those that carry
 * another client's id are nobody's twin. A handful of statements for any number of clients, no
 * call.
 */
@Component
@Transactional(readOnly = true)
public class Matching {

  /** More contacts than these by one key say only that the key says nothing. */
  private static final int EACH = 6;

  private static final int FOUND = 20;

  private static final String FREE =
      """
      k.tenant = :tenant and k.noted_at is not null and k.merged_to is null""";

  private static final String UNLINKED =
      FREE
          + """

      and not exists (select from practice.link l
                       where l.kind = 'client' and l.tenant = :tenant and l.ledger_id = k.ledger_id)""";

  /**
   * By one key after the other and joined here: simple enough to be quick whatever the database
   * knows of the table, which may have been filled a moment ago.
   */
  private static final String FITTING =
      List.of(
              by("number", "numbers", "is not null"),
              by("match_key", "names", "<> ''"),
              by("email_key", "emails", "<> ''"),
              by("phone_key", "phones", "<> ''"),
              by("loose_key", "looses", "<> ''"))
          .stream()
          .collect(Collectors.joining(" union "));

  private static String by(String column, String keys, String there) {
    return """
    select k.ledger_id, k.number, k.name, k.email, k.phone, k.archived, k.match_key, k.loose_key,
           k.email_key, k.phone_key
      from practice.ledger_contact k where k.%1$s = any(:%2$s) and k.%1$s %3$s and %4$s"""
        .formatted(column, keys, there, FREE);
  }

  private final JdbcClient jdbc;
  private final Clients clients;
  private final Links links;

  Matching(JdbcClient jdbc, Clients clients, Links links) {
    this.jdbc = jdbc;
    this.clients = clients;
    this.links = links;
  }

  /** The contacts that may be these clients, the best first; clients without one are left out. */
  public Map<UUID, List<Twin>> twins(UUID tenant, Collection<ClientView> asked) {
    List<Sought> all = asked.stream().map(Sought::of).toList();
    if (all.isEmpty()) {
      return Map.of();
    }
    List<Fitting> fitting =
        jdbc.sql(FITTING)
            .param("tenant", tenant)
            .param("numbers", keys(all, it -> it.client().toString()))
            .param("names", keys(all, it -> it.keys().name()))
            .param("emails", keys(all, it -> it.keys().email()))
            .param("phones", numbers(all))
            .param("looses", keys(all, Sought::loose))
            .query((row, _) -> Fitting.of(row))
            .list();
    if (fitting.isEmpty()) {
      return Map.of();
    }
    var index = new FittingIndex(free(tenant, fitting));
    var twins = new HashMap<UUID, List<Twin>>();
    for (Sought it : all) {
      List<Twin> found = index.of(it, EACH);
      if (!found.isEmpty()) {
        twins.put(it.client(), found);
      }
    }
    return twins;
  }

  /** Those in no link; whoever carries the id of a client of ours is that client. */
  private List<Fitting> free(UUID tenant, List<Fitting> fitting) {
    Set<String> linked =
        links
            .times(Kind.CLIENT, tenant, fitting.stream().map(it -> it.twin().ledgerId()).toList())
            .stream()
            .map(LinkTimes::ledgerId)
            .collect(Collectors.toSet());
    Set<ClientId> named =
        fitting.stream()
            .map(Fitting::client)
            .filter(Objects::nonNull)
            .map(ClientId::new)
            .collect(Collectors.toSet());
    Set<UUID> ours =
        clients.byIds(named).keySet().stream().map(ClientId::value).collect(Collectors.toSet());
    return fitting.stream()
        .filter(it -> !linked.contains(it.twin().ledgerId()))
        .map(it -> ours.contains(it.client()) ? it.ofItsClientOnly() : it)
        .toList();
  }

  /** Contacts in no link whose name or e-mail address begins so, by name, at most 20. */
  public List<Twin> search(UUID tenant, String text) {
    ClientKeys keys = ClientKeys.of(text, text, "", "AU");
    if (keys.name().isEmpty() && keys.email().isEmpty()) {
      return List.of();
    }
    return jdbc
        .sql(
            """
            select distinct on (k.ledger_id) k.* from practice.ledger_contact k
             where (k.match_key >= :name and k.match_key < :nameEnd and k.match_key <> '' and :name <> ''
                    or k.email_key >= :email and k.email_key < :emailEnd and k.email_key <> '')
               and %s limit :most"""
                .formatted(UNLINKED))
        .param("name", keys.name())
        .param("nameEnd", keys.name() + Character.MAX_VALUE)
        .param("email", keys.email())
        .param("emailEnd", keys.email() + Character.MAX_VALUE)
        .param("tenant", tenant)
        .param("most", FOUND)
        .query((row, _) -> twin(row, Set.of()))
        .list()
        .stream()
        .sorted(Comparator.comparing(Twin::name))
        .toList();
  }

  /** Contacts by the ledger's id, whether linked or not. */
  public Map<String, Twin> contacts(UUID tenant, Collection<String> ledgerIds) {
    return jdbc
        .sql(
            """
            select * from practice.ledger_contact
             where tenant = :tenant and noted_at is not null and ledger_id = any(:ids)""")
        .param("tenant", tenant)
        .param("ids", ledgerIds.toArray(String[]::new))
        .query((row, _) -> twin(row, Set.of()))
        .list()
        .stream()
        .collect(Collectors.toMap(Twin::ledgerId, Function.identity()));
  }

  public Optional<Twin> contact(UUID tenant, String ledgerId) {
    return Optional.ofNullable(contacts(tenant, List.of(ledgerId)).get(ledgerId));
  }

  /** How many contacts of the organisation have been read. */
  public int known(UUID tenant) {
    return jdbc.sql(
            """
            select count(*) from practice.ledger_contact
             where tenant = :tenant and noted_at is not null""")
        .param("tenant", tenant)
        .query(Integer.class)
        .single();
  }

  private static String[] numbers(List<Sought> all) {
    return all.stream()
        .flatMap(it -> Stream.of(it.keys().phone(), it.keys().mobile()))
        .filter(it -> !it.isEmpty())
        .distinct()
        .toArray(String[]::new);
  }

  private static String[] keys(List<Sought> all, Function<Sought, String> part) {
    return all.stream().map(part).filter(it -> !it.isEmpty()).distinct().toArray(String[]::new);
  }

  private static Twin twin(ResultSet row, Set<Twin.Evidence> evidence) throws SQLException {
    return new Twin(
        row.getString("ledger_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getBoolean("archived"),
        evidence);
  }
}
