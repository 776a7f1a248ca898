package dev.tandem.books;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Makes the database stop whoever comes to a certain point: an update that comes right there waits
 * for a lock of the test's.
 */
public final class Hold implements AutoCloseable {

  private static final int LOCK = 4_711;

  private final TestDatabase database;
  private final Connection held;
  private final String table;

  private Hold(TestDatabase database, String table) throws SQLException {
    this.database = database;
    this.held = database.connectAsSuperuser();
    this.table = table;
  }

  /** Whoever updates this table while the condition holds waits. */
  public static Hold updates(TestDatabase database, String table, String when) throws SQLException {
    var hold = new Hold(database, table);
    sql(hold.held, "select pg_advisory_lock(%d)".formatted(LOCK));
    hold.sql(
        """
        create or replace function public.hold() returns trigger language plpgsql security definer as $$
        begin
          if %s then
            perform pg_advisory_xact_lock(%d);
          end if;
          return new;
        end $$"""
            .formatted(when, LOCK));
    hold.sql(
        "create trigger hold before update on " + table + " for each row execute function hold()");
    return hold;
  }

  public void awaitWaiting() {
    Awaitility.await("somebody waits there")
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              try (Connection connection = database.connectAsSuperuser();
                  Statement statement = connection.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = "
                              + LOCK)) {
                row.next();
                return row.getInt(1) > 0;
              }
            });
  }

  /** Lets go on who waits, and everybody who comes. */
  @Override
  public void close() throws SQLException {
    if (!held.isClosed()) {
      sql(held, "select pg_advisory_unlock_all()");
      held.close();
      sql("drop trigger if exists hold on " + table);
    }
  }

  private void sql(String sql) throws SQLException {
    try (Connection connection = database.connectAsSuperuser()) {
      sql(connection, sql);
    }
  }

  private static void sql(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
