package dev.tandem.bench.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** Where no pgbench is found. Its client takes more of the machine, so it reaches less. */
final class JdbcCeiling implements Ceiling {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Database database;
  private final int connections;

  JdbcCeiling(Database database, int connections) {
    this.database = database;
    this.connections = connections;
  }

  @Override
  public String name() {
    return "JDBC";
  }

  @Override
  public double perSecond(Insert insert, Duration length) throws Exception {
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      clients.add(() -> insert(insert, length));
    }
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      long all = 0;
      for (Future<Integer> it : threads.invokeAll(clients)) {
        all += it.get();
      }
      return all * NANOS_PER_SECOND / (System.nanoTime() - began);
    }
  }

  private int insert(Insert insert, Duration length) throws SQLException {
    List<String> parameters = insert.parameters();
    try (Connection connection = database.connect()) {
      try (Statement as = connection.createStatement()) {
        as.execute("set role " + database.role());
      }
      connection.setAutoCommit(false);
      try (PreparedStatement statement = connection.prepareStatement(insert.statement())) {
        for (int i = 0; i < parameters.size(); i++) {
          statement.setString(i + 1, parameters.get(i));
        }
        int count = 0;
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() - end < 0) {
          long base = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE / 2);
          statement.setString(Insert.KEYS + 1, String.valueOf(base));
          statement.execute();
          connection.commit();
          count++;
        }
        return count;
      }
    }
  }
}
