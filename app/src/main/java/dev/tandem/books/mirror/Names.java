package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
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

  /** Stands before the name in the id of a carrier that we know by a refusal only. */
  static final String REFUSED = "refused ";

  private static final Pattern NUMBERED = Pattern.compile("(.*) \\((\\d+)\\)");

  private final JdbcClient jdbc;
  private final Clock clock;

  Names(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  static String key(String name) {
    return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /** The ledger refused this name although we knew nobody by it. */
  void noteRefused(UUID tenant, String name) {
    jdbc.sql(
            """
            insert into practice.ledger_contact (tenant, ledger_id, name_key, noted_at)
            values (:tenant, :id, :key, :now)
            on conflict (practice_id, tenant, ledger_id) do update set noted_at = excluded.noted_at""")
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("id", REFUSED + key(name))
        .param("key", key(name))
        .update();
  }

  /**
   * A free name for each record, as near as possible to the wanted one. What another one of them
   * still carries is not free: the ledger takes the elements of a call one after the other.
   *
   * @param own the ledger's ids of those that are over there
   * @param given the numbered names that we gave some of them before: kept while they are free,
   *     though a lower number may be free, too
   */
  Map<UUID, String> free(
      UUID tenant, Map<UUID, String> wanted, Map<UUID, String> own, Map<UUID, String> given) {
    var chosen = new HashMap<UUID, String>();
    var used = new HashSet<String>(underWay(tenant));
    Map<UUID, String> left = new HashMap<>(wanted);
    for (int number = 1; !left.isEmpty(); number++) {
      int suffix = number;
      var candidates = new HashMap<UUID, String>();
      left.forEach(
          (record, name) -> candidates.put(record, candidate(name, suffix, given.get(record))));
      Map<String, Set<String>> carriers = carriers(tenant, candidates.values());
      candidates.forEach(
          (record, name) -> {
            Set<String> others = new HashSet<>(carriers.getOrDefault(key(name), Set.of()));
            others.remove(own.getOrDefault(record, ""));
            if (others.isEmpty() && used.add(key(name))) {
              chosen.put(record, name);
              left.remove(record);
            }
          });
    }
    return chosen;
  }

  /** The plain name, then the one that it had, then the others in their order. */
  static String candidate(String name, int number, @Nullable String given) {
    if (number == 1) {
      return name;
    }
    String had = given == null ? null : numberBehind(given, name);
    if (had == null) {
      return numbered(name, number);
    }
    return number == 2 ? name + " (" + had + ")" : numbered(name, number - 1);
  }

  private static String numbered(String name, int number) {
    return name + " (" + number + ")";
  }

  /** The number behind this plain name, whatever its case; null if the other is not so made. */
  private static @Nullable String numberBehind(String given, String plain) {
    Matcher it = NUMBERED.matcher(given.strip());
    return it.matches() && key(it.group(1)).equals(key(plain)) ? it.group(2) : null;
  }

  /** The ledger's ids of those who carry one of these names, by its key. */
  private Map<String, Set<String>> carriers(UUID tenant, Collection<String> names) {
    var carriers = new HashMap<String, Set<String>>();
    jdbc.sql(
            """
            select name_key, ledger_id from practice.ledger_contact
             where tenant = :tenant and name_key = any(:keys)""")
        .param("tenant", tenant)
        .param("keys", names.stream().map(Names::key).toArray(String[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    carriers
                        .computeIfAbsent(row.getString("name_key"), _ -> new HashSet<>())
                        .add(row.getString("ledger_id")));
    return carriers;
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
