package dev.tandem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Visitor;
import dev.tandem.shared.SealedColumn;
import dev.tandem.staff.StaffId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A sealed value in a column that nobody declared would be left behind by a rotation, and lost with
 * the old key. So every column of a database in use is looked into.
 */
@TandemTest
class EverySealedColumnTest {

  /** The present form and the older one, alone in its column or inside of something. */
  private static final String SEALED =
      "(^|[^0-9a-f])([0-9a-f]{8}:)?([0-9a-f]{24}|[0-9a-f]{32}):[0-9a-f]{32}:([0-9a-f]{2})+($|[^0-9a-f])";

  @Autowired ApplicationContext house;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;
  @Autowired List<SealedColumn> declared;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void everyColumnThatHoldsSealedValuesIsDeclared() throws SQLException {
    liveIn();
    try (var superuser = database.connectAsSuperuser()) {
      assertThat(columns(superuser).filter(it -> holdsSealed(superuser, it)))
          .isSubsetOf(declared.stream().map(SealedColumn::toString).toList())
          .contains(
              "house.oauth_grant.access_token",
              "house.oauth_grant.refresh_token",
              "house.consent_attempt.verifier");
    }
  }

  @Test
  void noDeclaredColumnHoldsAnythingElse() throws SQLException {
    liveIn();
    try (var superuser = database.connectAsSuperuser()) {
      for (SealedColumn it : declared) {
        assertThat(
                yes(
                    superuser,
                    "select exists (select from %s where %2$s <> '' and %2$s !~ '%3$s')"
                        .formatted(it.table(), it.column(), SEALED)))
            .as("something unsealed in %s", it)
            .isFalse();
        assertThat(
                yes(
                    superuser,
                    "select data_type = 'uuid' from information_schema.columns where table_schema || '.' ||"
                        + " table_name = '"
                        + it.table()
                        + "' and column_name = 'id'"))
            .as("%s has an id to be named by", it)
            .isTrue();
      }
    }
  }

  @Test
  void aValueInAnUndeclaredColumnWouldBeFound() throws SQLException {
    liveIn();
    try (var superuser = database.connectAsSuperuser()) {
      superuser.setAutoCommit(false);
      superuser
          .createStatement()
          .execute(
              "update house.practice set name = '01234567:"
                  + "ab".repeat(12)
                  + ":"
                  + "cd".repeat(16)
                  + ":00'");
      assertThat(holdsSealed(superuser, "house.practice.name")).isTrue();
      superuser.rollback();
    }
  }

  private void liveIn() {
    LivedInPractice.open(house);
    var room = BooksRoom.open(house);
    var visitor = new Visitor(new StaffId(UUID.randomUUID()), "session");
    room.in(() -> house.getBean(Connections.class).begin(visitor));
  }

  private static Stream<String> columns(Connection superuser) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                """
                select table_schema || '.' || table_name || '.' || column_name from information_schema.columns
                where table_schema in ('house', 'practice')
                """)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found.stream();
  }

  private static boolean holdsSealed(Connection superuser, String column) {
    int dot = column.lastIndexOf('.');
    String name = '"' + column.substring(dot + 1) + '"';
    // Bytes are looked into as the text they may be.
    String text = bytes(superuser, column) ? "encode(" + name + ", 'escape')" : name + "::text";
    return yes(
        superuser,
        "select exists (select from %s where %s ~ '%s')"
            .formatted(column.substring(0, dot), text, SEALED));
  }

  private static boolean bytes(Connection superuser, String column) {
    return yes(
        superuser,
        """
        select data_type = 'bytea' from information_schema.columns
        where table_schema || '.' || table_name || '.' || column_name = '%s'
        """
            .formatted(column));
  }

  private static boolean yes(Connection superuser, String sql) {
    try (var statement = superuser.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
