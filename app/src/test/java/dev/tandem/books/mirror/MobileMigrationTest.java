package dev.tandem.books.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was linked before there was a mobile is asked for it before anything goes over it. */
class MobileMigrationTest {

  private static final String PRACTICE = "00000000-0000-7000-8000-00000000000a";

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("66");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      it.execute(
          "insert into house.practice values ('%s', 'P', 'clinic', 'AU', 'UTC', 'AUD', now())"
              .formatted(PRACTICE));
      link(it, 1, "client", "null");
      link(it, 2, "client", lists(""));
      link(it, 3, "client", lists("0491 570 156"));
      link(it, 4, "invoice", "null");
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void onlyWhatWasSeenToHaveNoneIsAgreedToHaveNone() throws SQLException {
    assertThat(
            texts(
                """
                select concat_ws(' ', right(record::text, 1), kept is not null, agreed ->> 'mobile')
                  from practice.link order by 1"""))
        .containsExactly(
            "1 f {\"ours\": \"\", \"theirs\": null}",
            "2 t {\"ours\": \"\", \"theirs\": \"\"}",
            "3 f {\"ours\": \"\", \"theirs\": null}",
            "4 f");
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

  private static String lists(String mobile) {
    return "'{\"phones\": [{\"phoneType\": \"MOBILE\", \"phoneNumber\": \"%s\"}], \"addresses\": []}'"
        .formatted(mobile);
  }

  private static void link(Statement it, int record, String kind, String kept) throws SQLException {
    it.execute(
        """
        insert into practice.link (practice_id, kind, tenant, record, ledger_id, agreed, kept, linked_at)
        values ('%s', '%s', gen_random_uuid(), '00000000-0000-7000-8000-00000000010%d', '%4$s%3$d', '{}', %5$s, now())"""
            .formatted(PRACTICE, kind, record, kind, kept));
  }

  private List<String> texts(String question) throws SQLException {
    var found = new ArrayList<String>();
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement();
        ResultSet rows = it.executeQuery(question)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
