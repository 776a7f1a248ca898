package dev.tandem.books.conflicts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that were made for parts of an address become one for all of it, where they agree. */
class AddressRulesMigrationTest {

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("96");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      rule(it, "A", "town", "theirs", "2026-11-01");
      rule(it, "A", "postcode", "theirs", "2026-11-02");
      rule(it, "A", "e-mail", "ours", "2026-11-03");
      rule(it, "B", "address", "ours", "2026-11-01");
      rule(it, "B", "town", "theirs", "2026-11-02");
      rule(it, "C", "address", "ours", "2026-11-01");
      rule(it, "C", "region", "ours", "2026-11-02");
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void oneIsLeftWhereTheyAgreeAndNoneWhereTheyDoNot() throws SQLException {
    assertThat(
            texts(
                """
                select concat_ws(' ', p.name, r.field, r.side, r.made_at::date)
                  from practice.conflict_rule r join house.practice p on p.id = r.practice_id
                 order by 1"""))
        .containsExactly("A e-mail ours 2026-11-03", "C address ours 2026-11-01");
  }

  private static void rule(Statement it, String practice, String field, String side, String day)
      throws SQLException {
    String id = "00000000-0000-7000-8000-00000000000" + practice.toLowerCase(Locale.ROOT);
    it.execute(
        "insert into house.practice values ('%s', '%s', 'clinic', 'AU', 'UTC', 'AUD', now()) on conflict do nothing"
            .formatted(id, practice));
    it.execute(
        """
        insert into practice.conflict_rule (practice_id, kind, field, side, made_by, made_at)
        values ('%s', 'client', '%s', '%s', 'Jo', '%s')"""
            .formatted(id, field, side, day));
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
