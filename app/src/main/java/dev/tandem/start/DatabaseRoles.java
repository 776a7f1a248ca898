package dev.tandem.start;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.postgresql.PGConnection;

/**
 * The two roles behind Tandem. The owner has the schemas and tables and is nobody's login; the
 * application's role may only use them, so that row-level security binds it whatever the code does.
 */
final class DatabaseRoles {

  static final String OWNER = "tandem_owner";
  static final String APP = "tandem_app";

  /** Nodes that start together must not create the same role twice. */
  private static final long ROLES_LOCK = 0x7461_6e64_656dL;

  private final Connection connection;

  DatabaseRoles(Connection connection) {
    this.connection = connection;
  }

  /** The same on every node without being written down anywhere. */
  static String derivedPassword(String secret, String role) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal(("database role " + role).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void requireVersion() throws SQLException {
    int version = connection.getMetaData().getDatabaseMajorVersion();
    if (version < 15) {
      throw new StartRefused(
          "The database server is PostgreSQL %d; Tandem needs 15 or newer.".formatted(version));
    }
  }

  boolean connectedAsSuperuser() throws SQLException {
    return yes("select rolsuper from pg_roles where rolname = current_user");
  }

  /** The role that migrations run as, whether it is there or not. */
  String presentOwner() throws SQLException {
    return connectedAsSuperuser() ? OWNER : text("select current_user");
  }

  /**
   * @return the role that migrations run as: the connected one, or the owner when the connected one
   *     is a superuser
   */
  String prepareOwner() throws SQLException {
    if (!connectedAsSuperuser()) {
      requireCreate();
      return text("select current_user");
    }
    takeTurn();
    if (!exists(OWNER)) {
      execute("create role " + OWNER + " nologin nosuperuser nobypassrls");
    }
    execute(
        text(
            "select format('grant connect, create, temporary on database %I to "
                + OWNER
                + "', current_database())"));
    return OWNER;
  }

  /** Whether the role is there with another password than this. */
  boolean refuses(Login app, String jdbcUrl) throws SQLException {
    return exists(app.user()) && !AppLogin.works(jdbcUrl, app);
  }

  /**
   * Makes the application's role, or says what an administrator must run when the connected user
   * may not.
   */
  void prepareApp(Login app, String jdbcUrl) throws SQLException {
    takeTurn();
    boolean there = exists(app.user());
    if (there && AppLogin.works(jdbcUrl, app)) {
      return;
    }
    if (!yes("select rolsuper or rolcreaterole from pg_roles where rolname = current_user")) {
      throw adminNeeded(app, there);
    }
    try {
      if (!there) {
        execute(
            "create role "
                + quoted(app.user())
                + " login nosuperuser nocreatedb nocreaterole nobypassrls");
      }
      // Hashed on this side: the password reaches neither the statement nor the server's log.
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(app.user(), app.password().toCharArray(), "scram-sha-256");
      execute(
          text(
              "select format('grant connect on database %I to %I', current_database(), '"
                  + app.user().replace("'", "''")
                  + "')"));
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw adminNeeded(app, there);
      }
      throw e;
    }
  }

  /**
   * Refuses a role that row-level security does not bind. Called over a connection of the
   * application's role.
   */
  void requireBound(String owner) throws SQLException {
    if (yes("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
      throw new StartRefused(
          "The application's database role is a superuser or bypasses row-level security, so practices would not be kept"
              + " apart. Run: ALTER ROLE %s NOSUPERUSER NOBYPASSRLS;"
                  .formatted(quoted(text("select current_user"))));
    }
    if (ownsTables() || memberOf(owner)) {
      throw new StartRefused(
          "The application's database role may act as the owner of the tables, so practices would not be kept apart."
              + " Give it another role in TANDEM_DATABASE_APP_USER (the default is "
              + APP
              + ").");
    }
  }

  private boolean ownsTables() throws SQLException {
    return yes(
        "select exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            + " where n.nspname in ('practice', 'house') and pg_has_role(current_user, c.relowner, 'MEMBER'))");
  }

  private boolean memberOf(String role) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("select pg_has_role(current_user, ?, 'MEMBER')")) {
      s.setString(1, role);
      return first(s);
    }
  }

  private void requireCreate() throws SQLException {
    if (!yes("select has_database_privilege(current_user, current_database(), 'CREATE')")) {
      throw new StartRefused(
          "The database user may not create schemas. As an administrator run: "
              + text(
                  "select format('GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user)"));
    }
  }

  private StartRefused adminNeeded(Login app, boolean there) {
    String sql =
        (there ? "ALTER" : "CREATE")
            + " ROLE %s LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD 'choose-one';"
                .formatted(quoted(app.user()));
    return new StartRefused(
        "The application needs the database role %s and this user may not %s it. As an administrator run: %s then set TANDEM_DATABASE_APP_PASSWORD to that password."
            .formatted(app.user(), there ? "change" : "create", sql));
  }

  private void takeTurn() throws SQLException {
    execute("select pg_advisory_lock(" + ROLES_LOCK + ")");
  }

  private boolean exists(String role) throws SQLException {
    try (PreparedStatement s =
        connection.prepareStatement("select exists (select from pg_roles where rolname = ?)")) {
      s.setString(1, role);
      return first(s);
    }
  }

  private static boolean first(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }

  private boolean yes(String query) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(query)) {
      return first(s);
    }
  }

  private String text(String query) throws SQLException {
    try (PreparedStatement s = connection.prepareStatement(query);
        ResultSet row = s.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
