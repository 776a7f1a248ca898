package dev.tandem.books;

import dev.tandem.TestDatabase;
import dev.tandem.shared.PracticeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * All rows of one practice and its lanes as they were at a moment, to be put back later: what a
 * backup is to a whole database. The consent is left out: the token in a backup is mostly dead, and
 * a person consents anew.
 */
public final class PracticeCopy implements AutoCloseable {

  private final TestDatabase database;
  private final PracticeId practice;
  private final String schema = "copy_" + UUID.randomUUID().toString().replace('-', '_');

  private PracticeCopy(TestDatabase database, PracticeId practice) {
    this.database = database;
    this.practice = practice;
  }

  public static PracticeCopy of(TestDatabase database, PracticeId practice) {
    var copy = new PracticeCopy(database, practice);
    copy.run(
        statement -> {
          statement.execute("create schema " + copy.schema);
          for (String table : tables(statement)) {
            statement.execute(
                "create table %s.\"%s\" as select %s from practice.\"%s\" where practice_id = '%s'"
                    .formatted(
                        copy.schema, table, columns(statement, table), table, practice.value()));
          }
          statement.execute(
              "create table %s.\"house lane\" as select * from house.lane where practice = '%s'"
                  .formatted(copy.schema, practice.value()));
        });
    return copy;
  }

  public void putBack() {
    run(
        statement -> {
          // As a restore does it: rows come without anybody checking or reacting.
          statement.execute("set session_replication_role = replica");
          for (String table : tables(statement)) {
            String columns = columns(statement, table);
            statement.execute(
                "delete from practice.\"%s\" where practice_id = '%s'"
                    .formatted(table, practice.value()));
            statement.execute(
                "insert into practice.\"%s\" (%s) overriding system value select %s from %s.\"%s\""
                    .formatted(table, columns, columns, schema, table));
          }
          statement.execute("delete from house.lane where practice = '" + practice.value() + "'");
          statement.execute("insert into house.lane select * from " + schema + ".\"house lane\"");
        });
  }

  private static List<String> tables(Statement statement) throws SQLException {
    return texts(
        statement,
        "select table_name from information_schema.tables where table_schema = 'practice' and table_type = 'BASE TABLE'");
  }

  private static String columns(Statement statement, String table) throws SQLException {
    return String.join(
        ", ",
        texts(
            statement,
            "select '\"' || column_name || '\"' from information_schema.columns where table_schema = 'practice'"
                + " and is_generated = 'NEVER' and table_name = '"
                + table
                + "' order by ordinal_position"));
  }

  private static List<String> texts(Statement statement, String query) throws SQLException {
    var found = new ArrayList<String>();
    try (var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private interface Work {
    void with(Statement statement) throws SQLException;
  }

  private void run(Work work) {
    try (Connection connection = database.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      work.with(statement);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    run(statement -> statement.execute("drop schema " + schema + " cascade"));
  }
}
