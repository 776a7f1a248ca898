package dev.tandem.books.mirror;

import dev.tandem.books.mirror.Twin.Evidence;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKeys;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds clients against the copy of an organisation's contacts: by number, name, e-mail, phone and
 * similar name, archived ones included. Contacts in a link, merged ones and those that carry
 * another client's id are nobody's twin. One statement for any number of clients, no call.
 */
@Component
@Transactional(readOnly = true)
public class Matching {

  /** More contacts than these by one key say only that the key says nothing. */
  private static final int EACH = 6;

  private static final int FOUND = 20;

  private static final String FREE =
      """
      k.tenant = :tenant and k.noted_at is not null and k.merged_to is null
      and not exists (select from practice.link l
                       where l.kind = 'client' and l.tenant = :tenant and l.ledger_id = k.ledger_id)""";

  private static final String TWINS =
      """
      select c.client, k.ledger_id, k.number, k.name, k.email, k.phone, k.archived,
             coalesce(k.number = c.number, false) as numbered,
             k.match_key = c.name and c.name <> '' as named,
             k.email_key = c.email and c.email <> '' as mailed,
             k.phone_key = c.phone and c.phone <> '' as phoned,
             k.loose_key = c.loose and c.loose <> '' as similar
        from unnest(:clients, :numbers, :names, :looses, :emails, :phones)
               as c (client, number, name, loose, email, phone)
       cross join lateral (
         %s) ids
        join practice.ledger_contact k on k.tenant = :tenant and k.ledger_id = ids.ledger_id"""
          .formatted(
              List.of(
                      by("number", "number", "is not null"),
                      by("match_key", "name", "<> ''"),
                      by("email_key", "email", "<> ''"),
                      by("phone_key", "phone", "<> ''"),
                      by("loose_key", "loose", "<> ''"))
                  .stream()
                  .collect(Collectors.joining("\nunion\n")));

  private static String by(String column, String key, String there) {
    return """
    (select k.ledger_id from practice.ledger_contact k
      where k.%1$s = c.%2$s and k.%1$s %3$s and %4$s limit %5$d)"""
        .formatted(column, key, there, FREE, EACH);
  }

  private final JdbcClient jdbc;
  private final Clients clients;

  Matching(JdbcClient jdbc, Clients clients) {
    this.jdbc = jdbc;
    this.clients = clients;
  }

  private record Fit(UUID client, @Nullable String number, Twin twin) {}

  /** The contacts that may be these clients, the best first; clients without one are left out. */
  public Map<UUID, List<Twin>> twins(UUID tenant, Collection<ClientView> asked) {
    List<ClientView> all = List.copyOf(asked);
    if (all.isEmpty()) {
      return Map.of();
    }
    List<Fit> fits =
        jdbc.sql(TWINS)
            .param("tenant", tenant)
            .param("clients", all.stream().map(it -> it.id().value()).toArray(UUID[]::new))
            .param("numbers", texts(all, it -> it.id().toString()))
            .param("names", texts(all, it -> it.keys().name()))
            .param("looses", texts(all, it -> LooseName.of(it.keys().name())))
            .param("emails", texts(all, it -> it.keys().email()))
            .param("phones", texts(all, it -> it.keys().phone()))
            .query(Matching::fit)
            .list();
    Set<UUID> others = clientsNamed(fits);
    var twins = new HashMap<UUID, List<Twin>>();
    for (Fit it : fits) {
      UUID named = uuid(it.number());
      if (named == null || named.equals(it.client()) || !others.contains(named)) {
        twins.computeIfAbsent(it.client(), _ -> new ArrayList<>()).add(it.twin());
      }
    }
    twins.values().forEach(it -> it.sort(Twin.BEST_FIRST));
    return twins;
  }

  /** The clients of this practice whose ids stand in contacts' numbers. */
  private Set<UUID> clientsNamed(List<Fit> fits) {
    Set<ClientId> named =
        fits.stream()
            .map(it -> uuid(it.number()))
            .filter(Objects::nonNull)
            .map(ClientId::new)
            .collect(Collectors.toSet());
    return clients.byIds(named).keySet().stream()
        .map(ClientId::value)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static @Nullable UUID uuid(@Nullable String number) {
    try {
      return number == null || number.length() != 36 ? null : UUID.fromString(number);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Fit fit(ResultSet row, int number) throws SQLException {
    var evidence = EnumSet.noneOf(Evidence.class);
    add(evidence, row.getBoolean("numbered"), Evidence.NUMBER);
    add(evidence, row.getBoolean("named"), Evidence.NAME);
    add(evidence, row.getBoolean("mailed"), Evidence.EMAIL);
    add(evidence, row.getBoolean("phoned"), Evidence.PHONE);
    add(evidence, row.getBoolean("similar") && !row.getBoolean("named"), Evidence.SIMILAR);
    return new Fit(
        row.getObject("client", UUID.class), row.getString("number"), twin(row, evidence));
  }

  private static void add(Set<Evidence> evidence, boolean is, Evidence what) {
    if (is) {
      evidence.add(what);
    }
  }

  private static Twin twin(ResultSet row, Set<Evidence> evidence) throws SQLException {
    return new Twin(
        row.getString("ledger_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getBoolean("archived"),
        evidence);
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
                .formatted(FREE))
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

  private static String[] texts(List<ClientView> all, Function<ClientView, String> part) {
    return all.stream().map(part).toArray(String[]::new);
  }
}
