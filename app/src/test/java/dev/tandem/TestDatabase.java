package dev.tandem;

import dev.tandem.start.Database;
import dev.tandem.start.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A migrated database of its own for whoever asks, on one real PostgreSQL per {@link TestRun}. The
 * server and a template, named after the migrations' content, stay in {@code
 * target/test-database-1} and so on between runs; a clone takes some 50 ms. Clones of earlier runs
 * are dropped when the next one begins.
 *
 * <p>Nothing here is meant to last, so the server does not wait for the disk.
 */
public final class TestDatabase {

  private static final AtomicInteger CLONES = new AtomicInteger();
  private static final Path FOLDER = TestRun.own("test-database", "");

  private static EmbeddedPostgres server;
  private static String template;

  private final Database database;

  private TestDatabase(Database database) {
    this.database = database;
  }

  /** A fresh database with every migration applied and no rows. */
  public static synchronized TestDatabase fresh() {
    if (server == null) {
      begin();
    }
    String name = "test_" + ProcessHandle.current().pid() + "_" + CLONES.incrementAndGet();
    execute("create database " + name + " template " + template);
    var own = new TestDatabase(Database.embedded(server, name));
    EverySecret.add("database password", own.database.appPassword());
    EverySecret.add("database password", own.database.migratorPassword());
    return own;
  }

  /** A fresh database with the migrations up to this one applied and no rows. */
  public static synchronized TestDatabase ofVersion(String version) {
    if (server == null) {
      begin();
    }
    String name = "test_" + ProcessHandle.current().pid() + "_" + CLONES.incrementAndGet();
    Database empty = Database.embedded(server, name);
    migrate(empty, version);
    return new TestDatabase(empty);
  }

  /** Applies the migrations that are still missing, as a newer release does. */
  public void migrate() {
    migrate(database, "latest");
  }

  public Database database() {
    return database;
  }

  /** A connection as the application's role, which row-level security binds. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.app(), database.appPassword());
  }

  /** A connection as the server's superuser, for looking behind row-level security. */
  public Connection connectAsSuperuser() throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.migrator(), database.migratorPassword());
  }

  /** Drops it at once; only needed where one test class makes very many. */
  public void drop() {
    String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
    execute("drop database if exists " + name + " with (force)");
  }

  private static void begin() {
    server =
        EmbeddedPostgres.join(
            FOLDER,
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=200");
    // Runs after the contexts are closed, which a hook of our own would race with.
    SpringApplication.getShutdownHandlers().add(server::close);
    dropClonesOfTheDead();
    template = "migrated_" + fingerprintOfMigrations();
    if (names("migrated\\_%").stream().noneMatch(template::equals)) {
      makeTemplate();
    }
  }

  /** Under a working name first: a template that carries its final name is complete. */
  private static void makeTemplate() {
    String unfinished = "unfinished_" + ProcessHandle.current().pid();
    execute("drop database if exists " + unfinished);
    migrate(Database.embedded(server, unfinished), "latest");
    names("migrated\\_%").forEach(old -> execute("drop database if exists " + old));
    execute("alter database " + unfinished + " rename to " + template);
  }

  private static void migrate(Database database, String version) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), database.migrator(), database.migratorPassword())
        .initSql("set role " + database.owner())
        .schemas("house", "practice")
        .defaultSchema("house")
        .locations("classpath:db/migration")
        .placeholders(Map.of("appRole", database.app()))
        .target(version)
        .load()
        .migrate();
  }

  private static void dropClonesOfTheDead() {
    for (String name : names("test\\_%")) {
      long owner = Long.parseLong(name.split("_")[1]);
      if (ProcessHandle.of(owner).isEmpty() || owner == ProcessHandle.current().pid()) {
        execute("drop database if exists " + name + " with (force)");
      }
    }
  }

  private static List<String> names(String pattern) {
    return query("select datname from pg_database where datname like '" + pattern + "'");
  }

  private static String fingerprintOfMigrations() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Map<String, Resource> sorted = new TreeMap<>();
      for (Resource r :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:db/migration/**/*.sql")) {
        sorted.put(r.getURL().toString().replaceFirst("^.*db/migration/", ""), r);
      }
      for (var entry : sorted.entrySet()) {
        digest.update(entry.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update(entry.getValue().getContentAsByteArray());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) {
    try (Connection c = maintenance();
        var statement = c.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> query(String sql) {
    try (Connection c = maintenance();
        var statement = c.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection maintenance() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), EmbeddedPostgres.SUPERUSER, server.password());
  }
}
