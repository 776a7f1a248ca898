package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sees that somebody waits for a lock, which is how two who meet in a moment are put in order. */
public final class Waits {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Waits() {}

  /** Begins this, and comes back when it waits for what the caller's transaction holds. */
  public static void begin(TestDatabase database, FutureTask<?> task) {
    long before = waiting(database);
    Thread.ofVirtual().start(task);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (waiting(database) == before && !task.isDone() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(task.isDone()).as("it waits").isFalse();
  }

  /**
   * Does this while another transaction takes the same two rows in the other order: of the two that
   * wait for each other then, it is this one that is ended.
   *
   * @param last locks what it takes last
   * @param first locks what it takes first
   */
  public static <T> T crossed(TestDatabase database, String last, String first, Callable<T> work)
      throws Exception {
    var task = new FutureTask<>(work);
    try (Connection other = database.connectAsSuperuser()) {
      other.setAutoCommit(false);
      execute(other, "set local deadlock_timeout = '60s'");
      execute(other, last);
      begin(database, task);
      execute(other, first);
      other.rollback();
    }
    return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long waiting(TestDatabase database) {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from pg_locks where not granted")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
