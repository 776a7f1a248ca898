package dev.tandem.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database of this process, ready for migrations: reachable, new enough, with both roles in
 * place. One's own PostgreSQL when a URL is given, the embedded one in {@code TANDEM_HOME}
 * otherwise.
 */
public final class Database implements AutoCloseable {

  /** The database inside the embedded server. */
  public static final String NAME = "tandem";

  private final DatabaseUrl url;
  private final Login migrator;
  private final AppLogin app;
  private final @Nullable EmbeddedPostgres embedded;
  private String owner = DatabaseRoles.OWNER;

  private Database(
      DatabaseUrl url, Login migrator, List<Login> app, @Nullable EmbeddedPostgres embedded) {
    this.url = url;
    this.migrator = migrator;
    this.app = new AppLogin(url.jdbc(), app);
    this.embedded = embedded;
  }

  /** Opens what the surroundings ask for, and refuses in one line when that is not possible. */
  public static Database open(Surroundings surroundings) {
    return given(surroundings)
        .map(it -> it.prepared(new KeyOfDatabase(surroundings)))
        .orElseGet(() -> embedded(EmbeddedPostgres.join(embeddedFolder(surroundings)), NAME));
  }

  /** The same for who only looks: no role, password, database or server is made or changed. */
  static Database look(Surroundings surroundings) {
    Optional<Database> given = given(surroundings);
    if (given.isPresent()) {
      return given.get().found();
    }
    if (!Files.exists(embeddedFolder(surroundings))) {
      throw new StartRefused(
          "There is no database in %s yet: './tandem start' makes it."
              .formatted(surroundings.home()));
    }
    EmbeddedPostgres server = EmbeddedPostgres.join(embeddedFolder(surroundings));
    try {
      return inside(server, NAME).found();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Optional<Database> given(Surroundings surroundings) {
    Optional<DatabaseUrl> given =
        url(surroundings, "TANDEM_DATABASE_URL").or(() -> url(surroundings, "DATABASE_URL"));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    DatabaseUrl url = given.get();
    if (url.user() == null) {
      throw new StartRefused(
          "The database URL names no user. Write it as postgres://user:password@host/database.");
    }
    var migrator = new Login(url.user(), url.password() == null ? "" : url.password());
    return Optional.of(new Database(url, migrator, appLogins(surroundings), null));
  }

  /** The password follows from the key: with an old key at hand, the old password may be in use. */
  private static List<Login> appLogins(Surroundings surroundings) {
    String user = appUser(surroundings);
    Optional<String> given = surroundings.get("TANDEM_DATABASE_APP_PASSWORD");
    if (given.isPresent()) {
      return List.of(new Login(user, given.get()));
    }
    return Stream.concat(
            Stream.of(surroundings.encryptionKey()), surroundings.previousKeys().stream())
        .map(key -> new Login(user, DatabaseRoles.derivedPassword(key, user)))
        .toList();
  }

  /** A database inside an embedded server, created when it is not there yet. */
  public static Database embedded(EmbeddedPostgres server, String name) {
    Database database = inside(server, name);
    try {
      database.createIfMissing(server, name);
      return database.prepared(null);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Database inside(EmbeddedPostgres server, String name) {
    var migrator = new Login(EmbeddedPostgres.SUPERUSER, server.password());
    var app =
        new Login(
            DatabaseRoles.APP, DatabaseRoles.derivedPassword(server.password(), DatabaseRoles.APP));
    var url = new DatabaseUrl(server.jdbcUrl(name), null, null);
    return new Database(url, migrator, List.of(app), server);
  }

  /** Where the embedded server keeps everything. */
  public static Path embeddedFolder(Surroundings surroundings) {
    return surroundings.home().resolve("postgres");
  }

  public String jdbcUrl() {
    return url.jdbc();
  }

  /** The user that connects to migrate; it then acts as {@link #owner()}. */
  public String migrator() {
    return migrator.user();
  }

  public String migratorPassword() {
    return migrator.password();
  }

  /** The role that owns schemas and tables; never a superuser. */
  public String owner() {
    return owner;
  }

  /** The role the application works as; row-level security binds it. */
  public String app() {
    return app.last().user();
  }

  public String appPassword() {
    return app.last().password();
  }

  /** How the application signs in, for as long as it runs. */
  AppLogin appLogin() {
    return app;
  }

  /**
   * What Spring Boot needs to know: the application connects as its own role, Flyway as the
   * migrator that takes the owner's role.
   */
  public Map<String, Object> springProperties() {
    return Map.ofEntries(
        Map.entry("spring.datasource.url", url.jdbc()),
        Map.entry("spring.datasource.username", app()),
        Map.entry("spring.datasource.password", appPassword()),
        Map.entry("spring.datasource.hikari.maximum-pool-size", 10),
        Map.entry("spring.datasource.hikari.pool-name", "tandem"),
        Map.entry("spring.flyway.url", url.jdbc()),
        Map.entry("spring.flyway.user", migrator.user()),
        Map.entry("spring.flyway.password", migrator.password()),
        Map.entry("spring.flyway.init-sqls", "set role \"" + owner + "\""),
        Map.entry("spring.flyway.placeholders.appRole", app()));
  }

  /** Leaves the embedded server, if this is one. */
  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  @Override
  public String toString() {
    return url.jdbc();
  }

  private static String appUser(Surroundings surroundings) {
    String user = surroundings.get("TANDEM_DATABASE_APP_USER").orElse(DatabaseRoles.APP);
    if (!user.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new StartRefused(
          "TANDEM_DATABASE_APP_USER must consist of lower-case letters, digits and underscores.");
    }
    return user;
  }

  private static Optional<DatabaseUrl> url(Surroundings surroundings, String variable) {
    return surroundings
        .get(variable)
        .map(
            text ->
                DatabaseUrl.parse(variable, text).withPassword(surroundings.get("DB_PASSWORD")));
  }

  private void createIfMissing(EmbeddedPostgres server, String name) {
    try (Connection c = connect(server.jdbcUrl("postgres"), migrator);
        var query = c.prepareStatement("select from pg_database where datname = ?")) {
      query.setString(1, name);
      if (!query.executeQuery().next()) {
        c.createStatement().execute("create database \"" + name + "\"");
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.explain(server.jdbcUrl(name), migrator.user(), e);
    }
  }

  private Database prepared(@Nullable KeyOfDatabase key) {
    try (Connection c = connect(url.jdbc(), migrator)) {
      var roles = new DatabaseRoles(c);
      roles.requireVersion();
      owner = roles.prepareOwner();
      Login login = app.find();
      if (key != null && roles.refuses(login, url.jdbc())) {
        key.require(c);
      }
      roles.prepareApp(login, url.jdbc());
    } catch (SQLException e) {
      throw DatabaseTrouble.explain(url.jdbc(), migrator.user(), e);
    }
    try (Connection c = connect(url.jdbc(), app.last())) {
      new DatabaseRoles(c).requireBound(owner);
    } catch (SQLException e) {
      throw DatabaseTrouble.explain(url.jdbc(), app(), e);
    }
    return this;
  }

  private Database found() {
    try (Connection c = connect(url.jdbc(), migrator)) {
      var roles = new DatabaseRoles(c);
      roles.requireVersion();
      owner = roles.presentOwner();
      app.find();
    } catch (SQLException e) {
      throw DatabaseTrouble.explain(url.jdbc(), migrator.user(), e);
    }
    try (Connection c = connect(url.jdbc(), app.last())) {
      return this;
    } catch (SQLException e) {
      throw DatabaseTrouble.explain(url.jdbc(), app(), e);
    }
  }

  private static Connection connect(String jdbcUrl, Login login) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("ApplicationName", "tandem start");
    return DriverManager.getConnection(jdbcUrl, properties);
  }
}
