package dev.tandem.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tandem.TestDatabase;
import dev.tandem.shared.SealingKey;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A PostgreSQL of one's own, played by the tests' server: what Tandem makes of it and what it says
 * when it cannot.
 */
class DatabaseTest {

  private static final String KEY = "0123456789abcdef".repeat(4);

  private final TestDatabase there = TestDatabase.fresh();
  private final String address = there.database().jdbcUrl().replace("jdbc:postgresql://", "");
  private final String app = "app_" + System.nanoTime();

  @BeforeEach
  void aUserWhoMayLittle() throws SQLException {
    asSuperuser("create role little login password 'pw'");
  }

  @AfterEach
  void cleanUp() throws SQLException {
    asSuperuser("drop owned by little; drop role little");
    asSuperuser(
        "do $$ begin if exists (select from pg_roles where rolname = '%1$s') then drop owned by %1$s; drop role %1$s; end if; end $$"
            .formatted(app));
    there.drop();
  }

  @Test
  void letsASuperusersDatabaseBelongToAnOrdinaryRole() throws SQLException {
    try (var database = open(superuserUrl())) {
      assertThat(database.owner()).isEqualTo("tandem_owner");
      assertThat(database.springProperties())
          .containsEntry("spring.datasource.username", app)
          .containsEntry("spring.flyway.init-sqls", "set role \"tandem_owner\"");
      assertThat(connectsAs(database)).isEqualTo(app);
    }
  }

  @Test
  void makesTheSamePasswordOnEveryNode() {
    try (var first = open(superuserUrl());
        var second = open(superuserUrl())) {
      assertThat(second.appPassword()).isEqualTo(first.appPassword()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void signsInWithTheOldKeysPasswordWhileTheKeyIsBeingChangedAndWithTheNewOnesAfterwards()
      throws SQLException {
    String fresh = "fedcba9876543210".repeat(4);
    String before;
    try (var old = open(superuserUrl())) {
      before = old.appPassword();
    }
    try (var both = open(superuserUrl(), "ENCRYPTION_KEY", fresh, "ENCRYPTION_KEY_PREVIOUS", KEY);
        var pool = pool(both)) {
      assertThat(both.appPassword()).as("left as it is").isEqualTo(before);
      assertThat(userOf(pool)).isEqualTo(app);
      try (var last = open(superuserUrl(), "ENCRYPTION_KEY", fresh)) {
        assertThat(last.appPassword()).isNotEqualTo(before);
        pool.getHikariPoolMXBean().softEvictConnections();
        assertThat(userOf(pool)).as("a node that is started anew later").isEqualTo(app);
        assertThat(both.appPassword()).isEqualTo(last.appPassword());
      }
    }
  }

  @Test
  void aProcessWithAWrongKeyDoesNotLockOutThoseWithTheRightOne() throws SQLException {
    String strange = "fedcba9876543210".repeat(4);
    try (var running = open(superuserUrl())) {
      asSuperuser(
          "insert into house.sealing_key (key_id) values ('%s')".formatted(idOf(KEY)),
          "insert into house.node (id, version, key_ids, clock_off_ms) values (gen_random_uuid(), '1', '{}', 0)");
      assertThatThrownBy(() -> open(superuserUrl(), "ENCRYPTION_KEY", strange))
          .isInstanceOf(SealingKey.Unknown.class);
      refused(superuserUrl(), "ENCRYPTION_KEY", strange, Surroundings.KEY_GIVEN_UP, "yes")
          .hasMessageContaining("Stop every node first");
      assertThat(connectsAs(running)).isEqualTo(app);
      asSuperuser("delete from house.node");
      try (var after =
          open(superuserUrl(), "ENCRYPTION_KEY", strange, Surroundings.KEY_GIVEN_UP, "yes")) {
        assertThat(connectsAs(after)).isEqualTo(app);
      }
    }
  }

  @Test
  void anAnswerThatSaysNothingOfThePasswordChangesNoPassword() throws SQLException {
    try (var running = open(superuserUrl())) {
      asSuperuser("alter role " + app + " connection limit 0");
      String fresh = "fedcba9876543210".repeat(4);
      refused(superuserUrl(), "ENCRYPTION_KEY", fresh, "ENCRYPTION_KEY_PREVIOUS", KEY)
          .hasMessageContaining("no connection left");
      refused(superuserUrl()).hasMessageContaining("no connection left");
      asSuperuser("alter role " + app + " connection limit -1");
      assertThat(connectsAs(running)).isEqualTo(app);
    }
  }

  private static String idOf(String key) {
    return dev.tandem.shared.KeyRing.of(key, "").wished();
  }

  private static HikariDataSource pool(Database database) {
    var config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setMaximumPoolSize(1);
    config.setCredentialsProvider(database.appLogin());
    return new HikariDataSource(config);
  }

  private static String userOf(HikariDataSource pool) throws SQLException {
    try (var c = pool.getConnection();
        var row = c.createStatement().executeQuery("select current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void letsAUserWhoMayCreateRolesMigrateAsItself() throws SQLException {
    asSuperuser(
        "alter role little createrole", "grant create on database " + name() + " to little");
    try (var database = open("postgres://little:pw@" + address)) {
      assertThat(database.owner()).isEqualTo("little");
      assertThat(connectsAs(database)).isEqualTo(app);
    }
  }

  @Test
  void tellsTheSqlForTheRoleItMayNotCreate() throws SQLException {
    asSuperuser("grant create on database " + name() + " to little");
    refused("postgres://little:pw@" + address)
        .hasMessageContaining("CREATE ROLE \"" + app + "\" LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD")
        .hasMessageContaining("TANDEM_DATABASE_APP_PASSWORD");
  }

  @Test
  void tellsTheSqlForTheMissingRight() {
    refused("postgres://little:pw@" + address)
        .hasMessageContaining("GRANT CREATE ON DATABASE " + name() + " TO little;");
  }

  @Test
  void refusesAnApplicationRoleThatBypassesRowLevelSecurity() throws SQLException {
    asSuperuser("create role " + app + " login bypassrls password 'pw'");
    refused(superuserUrl(), "TANDEM_DATABASE_APP_PASSWORD", "pw")
        .hasMessageContaining("ALTER ROLE \"" + app + "\" NOSUPERUSER NOBYPASSRLS;");
  }

  @Test
  void refusesAnApplicationRoleThatMayActAsTheOwner() throws SQLException {
    asSuperuser("create role " + app + " login password 'pw' in role tandem_owner");
    refused(superuserUrl(), "TANDEM_DATABASE_APP_PASSWORD", "pw")
        .hasMessageContaining("may act as the owner");
  }

  @Test
  void saysWhatIsWrongWithTheAddress() {
    refused("postgres://little:no@" + address).hasMessageContaining("wrong password");
    refused("postgres://little:pw@127.0.0.1:1/books").hasMessageContaining("cannot be reached");
    refused("postgres://little:pw@" + address + "_gone").hasMessageContaining("no such database");
    refused("postgres://" + address).hasMessageContaining("names no user");
  }

  private org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(String url, String... more) {
    return assertThatThrownBy(() -> open(url, more))
        .isInstanceOf(StartRefused.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").doesNotContain(":pw@"));
  }

  private Database open(String url, String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("TANDEM_DATABASE_URL", url);
    variables.put("ENCRYPTION_KEY", KEY);
    variables.put("TANDEM_DATABASE_APP_USER", app);
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return Database.open(new Surroundings(variables));
  }

  private String superuserUrl() {
    return "postgres://"
        + there.database().migrator()
        + ":"
        + there.database().migratorPassword()
        + "@"
        + address;
  }

  private String name() {
    return address.substring(address.indexOf('/') + 1);
  }

  private static String connectsAs(Database database) throws SQLException {
    try (var c =
            DriverManager.getConnection(
                database.jdbcUrl(), database.app(), database.appPassword());
        var row = c.createStatement().executeQuery("select current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  private void asSuperuser(String... statements) throws SQLException {
    try (Connection c = there.connectAsSuperuser()) {
      for (String sql : statements) {
        c.createStatement().execute(sql);
      }
    }
  }
}
