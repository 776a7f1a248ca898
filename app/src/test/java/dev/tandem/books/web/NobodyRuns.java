package dev.tandem.books.web;

import dev.tandem.TestDatabase;
import java.sql.SQLException;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * While it is open no application runs on the tests' database: theirs would say every ten seconds,
 * in real time, that it does.
 */
final class NobodyRuns implements AutoCloseable {

  private final SmartLifecycle heartbeat;

  private NobodyRuns(ApplicationContext house, TestDatabase database) throws SQLException {
    this.heartbeat = house.getBean("heartbeat", SmartLifecycle.class);
    heartbeat.stop();
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("delete from house.node");
    }
  }

  static NobodyRuns on(ApplicationContext house, TestDatabase database) throws SQLException {
    return new NobodyRuns(house, database);
  }

  @Override
  public void close() {
    heartbeat.start();
  }
}
