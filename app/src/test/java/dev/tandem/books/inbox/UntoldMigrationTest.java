package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What was still to be read of a webhook's gaps with an older release is read after it, and what
 * was read stays told.
 */
class UntoldMigrationTest {

  private static final String PRACTICE = "00000000-0000-7000-8000-00000000000a";
  private static final String AU = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01";

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("82");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      it.execute(
          "insert into house.practice values ('%s', 'P', 'clinic', 'AU', 'UTC', 'AUD', now())"
              .formatted(PRACTICE));
      gap(it, "1, 2", "2026-11-01 10:00Z");
      gap(it, "null, null", "2026-11-02 10:00Z");
      gap(it, "7, 7", "2026-11-03 10:00Z");
      for (String kind : List.of("client", "invoice")) {
        fill(it, kind, 1, "now()", 2);
        fill(it, kind, 2, "now()", 0);
        fill(it, kind, 3, kind.equals("client") ? "now()" : "null", 1);
      }
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void whatWasReadStaysTold() throws SQLException {
    assertThat(
            texts(
                """
                select concat_ws(' ', silence, gaps, events, read_at is not null, news, begun)
                  from practice.untold where tenant = '%s' order by id"""
                    .formatted(AU)))
        .containsExactly("f {[1,2)} 2 t 4 t", "t {[2,3)} 0 t 0 t", "f {[3,4)} 1 f 2 t");
  }

  @Test
  void whatWasNotReadIsRead() throws SQLException {
    assertThat(
            texts(
                """
                select concat_ws(' ', f.kind, u.gaps)
                  from practice.back_fill f join practice.untold u
                    on u.practice_id = f.practice_id and u.tenant = f.tenant and u.id > f.through
                 order by 1"""))
        .as("what of one kind was not is read of all")
        .containsExactly("client {[3,4)}", "invoice {[3,4)}");
    assertThat(texts("select distinct lower(spans)::date from practice.untold order by 1"))
        .containsExactly("2026-11-01", "2026-11-02", "2026-11-03");
  }

  private static void gap(Statement it, String missing, String from) throws SQLException {
    it.execute(
        """
        insert into house.webhook_gap
          (provider, via, first_missing, last_missing, from_at, to_at, found_at, planned_at)
        values ('xero', 'a key', %1$s, '%2$s', timestamptz '%2$s' + interval '1 hour', now(), now())"""
            .formatted(missing, from));
  }

  private static void fill(Statement it, String kind, long gap, String done, int news)
      throws SQLException {
    it.execute(
        """
        insert into practice.back_fill
          (practice_id, tenant, kind, gap, from_at, to_at, due_at, done_at, news)
        select '%s', '%s', '%s', id, from_at, to_at, now(), %s, %d from house.webhook_gap where id = %d"""
            .formatted(PRACTICE, AU, kind, done, news, gap));
  }

  private List<String> texts(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
