package dev.tandem.books.inbox;

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

/** Credit notes that were written in Xero before they came in are looked for once. */
class CreditsMigrationTest {

  private static final String PRACTICE = "00000000-0000-7000-8000-00000000000a";
  private static final String READ = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a01";
  private static final String FRESH = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a02";
  private static final String WANTED = "8f2b6f0c-4a51-4d3e-9c77-1d2a6b0e5a03";

  private TestDatabase database;

  @BeforeEach
  void makeAnOldOne() throws SQLException {
    database = TestDatabase.ofVersion("93");
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement()) {
      it.execute(
          "insert into house.practice values ('%s', 'P', 'clinic', 'AU', 'UTC', 'AUD', now())"
              .formatted(PRACTICE));
      sweep(it, READ, "now()");
      sweep(it, FRESH, "to_timestamp(0)");
      sweep(it, WANTED, "now()");
      it.execute(
          "insert into practice.first_look (practice_id, tenant, kind, since, tries) values ('%s', '%s', 'advance', now(), 3)"
              .formatted(PRACTICE, WANTED));
    }
    database.migrate();
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  @Test
  void eachOrganisationThatWasReadIsLookedAtFromTheBeginning() throws SQLException {
    assertThat(
            texts(
                "select concat_ws(' ', tenant, kind, extract(epoch from since)::int, tries) from practice.first_look order by tenant"))
        .containsExactly(READ + " advance 0 0", WANTED + " advance 0 0");
  }

  private static void sweep(Statement it, String tenant, String readAt) throws SQLException {
    it.execute(
        "insert into practice.sweep (practice_id, tenant, kind, read_at) values ('%s', '%s', 'client', %s)"
            .formatted(PRACTICE, tenant, readAt));
  }

  private List<String> texts(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (Connection connection = database.connectAsSuperuser();
        Statement it = connection.createStatement();
        ResultSet rows = it.executeQuery(sql)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }
}
