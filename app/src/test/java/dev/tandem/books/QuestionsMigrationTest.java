package dev.tandem.books;

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

/** What a release without open questions held with one is not sent without looking. */
class QuestionsMigrationTest {

  private static final String PRACTICE = "00000000-0000-7000-8000-00000000000a";

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("23");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      it.execute(
          "insert into house.practice values ('%s', 'P', 'clinic', 'AU', 'UTC', 'AUD', now())"
              .formatted(PRACTICE));
      held(it, 1, "payment", "Xero shows a payment of the same amount and day on this invoice. If");
      held(it, 2, "invoice", "Xero has an invoice of the same client, day and total under the");
      held(it, 3, "client", "Xero has this record twice. Remove one of the two in Xero, then try");
      held(it, 4, "client", "Xero no longer has this record.");
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void whatWasAskedIsAnOpenQuestion() throws SQLException {
    assertThat(
            texts(
                """
                select right(record::text, 1) from practice.pending_push
                 where asked_since = queued_at and not asked_answered and held is not null
                 order by 1"""))
        .containsExactly("1", "2", "3");
    assertThat(texts("select record from practice.pending_push where asked_since is null"))
        .hasSize(1);
  }

  @Test
  void everyTableIsBoundAgain() throws SQLException {
    assertThat(
            texts(
                """
                select relname from pg_class where relnamespace = 'practice'::regnamespace
                   and relkind = 'r' and not relforcerowsecurity"""))
        .isEmpty();
  }

  private static void held(Statement it, int record, String kind, String reason)
      throws SQLException {
    String id = "00000000-0000-7000-8000-00000000010" + record;
    it.execute(
        """
        insert into practice.pending_push
          (practice_id, kind, record, document, tenant, revision, queued_at, held, held_at)
        values ('%s', '%s', '%s', '%s', gen_random_uuid(), 1, now(), '%s', now())"""
            .formatted(PRACTICE, kind, id, id, reason));
  }

  private List<String> texts(String question) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement();
        var rows = it.executeQuery(question)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
