package dev.tandem.bench.webhooks;

import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.World;
import dev.tandem.start.EmbeddedPostgres;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The PostgreSQL that the measured application stores in, with a superuser's hands. */
final class Database implements AutoCloseable {

  /** Without these an answer would promise more than the disk holds. */
  private static final List<String> DURABLE =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final EmbeddedPostgres server;
  private final String name;
  private final String role;

  Database(World world) {
    this.server = EmbeddedPostgres.join(world.postgres());
    JdbcClient application = world.bean(JdbcClient.class);
    this.name = application.sql("select current_database()").query(String.class).single();
    this.role = application.sql("select current_user").query(String.class).single();
  }

  String name() {
    return name;
  }

  /** As whom the application works. */
  String role() {
    return role;
  }

  int port() {
    return URI.create(server.jdbcUrl(name).substring("jdbc:".length())).getPort();
  }

  String password() {
    return server.password();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        server.jdbcUrl(name), EmbeddedPostgres.SUPERUSER, server.password());
  }

  /**
   * @throws BenchRefused if a commit is not on disk when it returns
   */
  void requireDurable() throws SQLException {
    for (String setting : DURABLE) {
      if (!"on".equals(single("show " + setting))) {
        throw new BenchRefused("This database has " + setting + " off: accepts are not durable.");
      }
    }
  }

  /** Empties what deliveries are stored in, and leaves nothing to be done of what was. */
  void empty() throws SQLException {
    execute("truncate house.delivery, house.webhook_delivery");
    execute("checkpoint");
  }

  long events() throws SQLException {
    return Long.parseLong(single("select count(*) from house.delivery"));
  }

  long calls() throws SQLException {
    return Long.parseLong(single("select count(*) from house.webhook_delivery"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String single(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
