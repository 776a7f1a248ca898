package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.shared.PracticeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Practices are kept apart by the catalogue, not by care: what holds for each table is read there.
 */
@TandemTest
class EveryTableTest {

  private static final String POLICY = "(practice_id = house.here())";

  /**
   * Why a table belongs to the house. None holds more of a person than a staff member's sign-in.
   */
  private static final Map<String, String> HOUSE =
      Map.ofEntries(
          Map.entry("practice", "the list of practices itself"),
          Map.entry("staff_member", "one person may work for several practices"),
          Map.entry("membership", "read before a practice is chosen"),
          Map.entry("password_link", "read before sign-in; hashes"),
          Map.entry("sign_in_failures", "counted before sign-in; hashes"),
          Map.entry("api_key", "read to learn the practice; hashes"),
          Map.entry("spring_session", "read before a practice is chosen"),
          Map.entry("spring_session_attributes", "read before a practice is chosen"),
          Map.entry("scheduled_tasks", "jobs of all practices; ids"),
          Map.entry("flyway_schema_history", "the migrations"),
          Map.entry("oauth_grant", "one consent serves bindings of several practices; sealed"),
          Map.entry("custom_app", "its key proves webhooks before their practice is known; sealed"),
          Map.entry("consent_attempt", "found by its state when the browser comes back; ids"),
          Map.entry("organisation_route", "organisation to practice, unique over all"),
          Map.entry("lost_connection", "looked through for all practices; ids and moments"),
          Map.entry("delivery", "webhooks arrive before their practice is known"),
          Map.entry("webhook_numbers", "how far a webhook's numbers were followed"),
          Map.entry("webhook_gap", "which of them never came, and when"),
          Map.entry("webhook_to_note", "which organisations are to be told of them still; ids"),
          Map.entry("webhook_told", "of which kinds a webhook tells; ids"),
          Map.entry(
              "webhook_unheard",
              "ids of changes that no webhook told of, and whether they were ours"),
          Map.entry("webhook_delivery", "the same; numbers and a key's fingerprint"),
          Map.entry("webhook_seen", "when the ledger last called; moments only"),
          Map.entry("sealing_key", "which key is in use, by its id; never a key"),
          Map.entry("node", "the processes that serve; ids and moments"),
          Map.entry("database_home", "which database each practice sends from; ids"),
          Map.entry("awakening", "when processes came up; moments only"),
          Map.entry("lane", "one lane per organisation in the whole cluster"),
          Map.entry("wake", "signals to lanes"),
          Map.entry("app_minute", "the application's allowance, shared by all"),
          Map.entry("app_use", "Xero bills the application for all of them; sums"));

  @Autowired private JdbcClient db;
  @Autowired private ApplicationContext house;
  @Autowired private TestDatabase database;
  @Autowired private TestClock clock;

  @Test
  void everyTableOfAPracticeIsGuarded() {
    var unguarded =
        names(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'practice'::regnamespace and c.relkind in ('r', 'p')
              and not (c.relrowsecurity and c.relforcerowsecurity and 1 = (
                select count(*) from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'
                  and pg_get_expr(p.polqual, p.polrelid) = :policy
                  and pg_get_expr(p.polwithcheck, p.polrelid) = :policy)
                and 1 = (select count(*) from pg_policy p where p.polrelid = c.oid))
            """);
    assertThat(unguarded).isEmpty();
  }

  @Test
  void everyTableOfAPracticeKnowsItsPracticeByItself() {
    assertThat(
            names(
                """
                select c.relname from pg_class c
                where c.relnamespace = 'practice'::regnamespace and c.relkind in ('r', 'p')
                  and :policy <> '' and not exists (
                    select from pg_attribute a join pg_attrdef d
                      on d.adrelid = a.attrelid and d.adnum = a.attnum
                    where a.attrelid = c.oid and a.attname = 'practice_id' and a.attnotnull
                      and pg_get_expr(d.adbin, d.adrelid) = 'house.here()')
                """))
        .isEmpty();
  }

  @Test
  void everyKeyAndIndexBeginsWithThePractice() {
    assertThat(
            names(
                """
                select i.indexrelid::regclass::text from pg_index i
                join pg_class c on c.oid = i.indrelid
                left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where c.relnamespace = 'practice'::regnamespace
                  and :policy <> '' and a.attname is distinct from 'practice_id'
                  -- What keeps two bookings of one practitioner apart is not ordered.
                  and not i.indisexclusion
                """))
        .isEmpty();
  }

  @Test
  void everyForeignKeyBeginsWithThePractice() {
    assertThat(
            names(
                """
                select con.conrelid::regclass || ' ' || con.conname from pg_constraint con
                join pg_attribute a on a.attrelid = con.conrelid and a.attnum = con.conkey[1]
                join pg_attribute b on b.attrelid = con.confrelid and b.attnum = con.confkey[1]
                where con.contype = 'f' and :policy <> ''
                  and con.connamespace = 'practice'::regnamespace
                  -- The house's tables have no practice to begin with.
                  and con.confrelid not in (select oid from pg_class
                    where relnamespace = 'house'::regnamespace)
                  and not (a.attname = 'practice_id' and b.attname = 'practice_id')
                """))
        .isEmpty();
  }

  @Test
  void everyTableOfTheHouseHasAReason() {
    assertThat(
            names(
                """
                select c.relname from pg_class c
                where c.relnamespace = 'house'::regnamespace and c.relkind in ('r', 'p')
                  and :policy <> ''
                """))
        .isSubsetOf(HOUSE.keySet());
  }

  @Test
  void nothingLooksAroundThePolicies() {
    assertThat(
            names(
                """
                select c.relname from pg_class c
                where c.relnamespace in ('practice'::regnamespace, 'house'::regnamespace)
                  and :policy <> '' and (c.relkind = 'm' or (c.relkind = 'v'
                    and not coalesce(c.reloptions @> array['security_invoker=true'], false)))
                union all
                select p.proname from pg_proc p
                where p.pronamespace in ('practice'::regnamespace, 'house'::regnamespace)
                  and p.prosecdef
                """))
        .isEmpty();
  }

  /** Asked as the application's role over a plain connection, with rows in every table. */
  @Test
  void withoutAPracticeNothingIsSeen() throws SQLException {
    PracticeId practice = LivedInPractice.open(house).id();
    clock.reset();
    Set<String> tables =
        names(
            """
            select c.relname from pg_class c
            where c.relnamespace = 'practice'::regnamespace and c.relkind in ('r', 'p')
              and :policy <> ''
            """);
    try (var everything = database.connectAsSuperuser();
        var none = database.connect();
        var another = inPractice(UUID.randomUUID());
        var own = inPractice(practice.value())) {
      for (String table : tables) {
        String all = "select count(*) from practice." + table;
        assertThat(count(everything, all + " where practice_id = '" + practice + "'"))
            .as("rows of %s that could be seen", table)
            .isPositive();
        assertThat(count(none, all)).as("%s without a practice", table).isZero();
        assertThat(count(another, all)).as("%s with another practice", table).isZero();
        assertThat(count(own, all)).as("%s with its practice", table).isPositive();
      }
    }
  }

  private Connection inPractice(UUID practice) throws SQLException {
    Connection connection = database.connect();
    try (var statement = connection.createStatement()) {
      statement.execute("set app.practice_id = '" + practice + "'");
    }
    return connection;
  }

  private static int count(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Set<String> names(String sql) {
    List<String> found = db.sql(sql).param("policy", POLICY).query(String.class).list();
    return Set.copyOf(found);
  }
}
