package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The names that are taken in the ledger. Two of our clients may share a name, two of its active
 * contacts may not: the one that we create second gets a readable number behind its name. Whoever
 * stands in the ledger already keeps theirs.
 */
@Repository
@Transactional
class Names {

  private final JdbcClient jdbc;

  Names(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  static String key(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** The ledger refused this name although we knew nobody by it. */
  void noteRefused(UUID tenant, String name) {
    jdbc.sql(
            """
            insert into practice.ledger_contact (tenant, ledger_id, name_key) values (:tenant, :id, :key)
            on conflict do nothing""")
        .param("tenant", tenant)
        .param("id", "refused " + key(name))
        .param("key", key(name))
        .update();
  }

  /** A free name for each record, as near as possible to the wanted one. */
  Map<UUID, String> free(UUID tenant, Map<UUID, String> wanted, Collection<String> own) {
    var chosen = new HashMap<UUID, String>();
    var used = new HashSet<String>(underWay(tenant));
    Map<UUID, String> left = new HashMap<>(wanted);
    for (int number = 1; !left.isEmpty(); number++) {
      int suffix = number;
      var candidates = new HashMap<UUID, String>();
      left.forEach((record, name) -> candidates.put(record, numbered(name, suffix)));
      Set<String> taken = taken(tenant, candidates.values(), own);
      candidates.forEach(
          (record, name) -> {
            if (!taken.contains(key(name)) && used.add(key(name))) {
              chosen.put(record, name);
              left.remove(record);
            }
          });
    }
    return chosen;
  }

  private static String numbered(String name, int number) {
    return number == 1 ? name : name + " (" + number + ")";
  }

  private Set<String> taken(UUID tenant, Collection<String> names, Collection<String> own) {
    return new HashSet<>(
        jdbc.sql(
                """
                select name_key from practice.ledger_contact
                 where tenant = :tenant and name_key = any(:keys) and not ledger_id = any(:own)""")
            .param("tenant", tenant)
            .param("keys", names.stream().map(Names::key).toArray(String[]::new))
            .param("own", own.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  /** Names in batches that have not come back yet. */
  private List<String> underWay(UUID tenant) {
    return jdbc
        .sql(
            """
            select sent ->> :name from practice.push_item
             where open and tenant = :tenant and kind = 'client'""")
        .param("tenant", tenant)
        .param("name", Fields.NAME)
        .query(String.class)
        .list()
        .stream()
        .filter(it -> it != null)
        .map(Names::key)
        .toList();
  }
}
