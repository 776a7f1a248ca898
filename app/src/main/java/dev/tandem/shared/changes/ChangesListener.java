package dev.tandem.shared.changes;

import dev.tandem.shared.PracticeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Hears what any node announced and passes it to this node's open pages. Holds one connection of
 * the pool for as long as the application runs.
 */
@Component
@ConditionalOnWebApplication
class ChangesListener implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ChangesListener.class);
  private static final int WAIT_MILLIS = 15_000;
  private static final int RETRY_SECONDS = 2;

  private final DataSource dataSource;
  private final OpenPages pages;
  private volatile @Nullable Thread thread;

  ChangesListener(DataSource dataSource, OpenPages pages) {
    this.dataSource = dataSource;
    this.pages = pages;
  }

  @Override
  public void start() {
    // Known before it runs: it ends when it is not the one that runs.
    Thread listening = Thread.ofVirtual().name("changes").unstarted(this::listen);
    thread = listening;
    listening.start();
  }

  @Override
  public void stop() {
    var running = thread;
    thread = null;
    pages.close();
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  private void listen() {
    boolean deaf = false;
    while (isRunning()) {
      try (Connection connection = dataSource.getConnection()) {
        try (var statement = connection.createStatement()) {
          statement.execute("listen " + Changes.CHANNEL);
        }
        if (deaf) {
          pages.tellMissed();
        }
        deaf = true;
        try {
          passOn(connection);
        } finally {
          unlisten(connection);
        }
      } catch (SQLException | RuntimeException e) {
        pauseAfter(e);
      }
    }
  }

  private void passOn(Connection connection) throws SQLException {
    var postgres = connection.unwrap(PGConnection.class);
    while (isRunning()) {
      for (PGNotification it : postgres.getNotifications(WAIT_MILLIS)) {
        String[] words = it.getParameter().split(" ", 2);
        pages.tell(PracticeId.of(words[0]), words[1]);
      }
      pages.pulse();
    }
  }

  /**
   * Whoever is given the connection next hears nothing. One that is broken shows it to the pool by
   * that, which saw nothing of the waiting: else it would be given to a request at once.
   */
  private static void unlisten(Connection connection) {
    try (var statement = connection.createStatement()) {
      statement.execute("unlisten *");
    } catch (SQLException _) {
      // What broke it is told by whoever waited.
    }
  }

  private void pauseAfter(Exception e) {
    if (!isRunning()) {
      return;
    }
    log.warn(
        "Open pages are not told of changes: {}. Trying again in {} s",
        e.getMessage(),
        RETRY_SECONDS);
    try {
      TimeUnit.SECONDS.sleep(RETRY_SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
