package dev.tandem.practice.clients;

import dev.tandem.TestDatabase;
import dev.tandem.shared.PracticeId;
import java.sql.SQLException;
import java.util.UUID;

/** Practices to test with, one for each test. */
final class PracticeExamples {

  private PracticeExamples() {}

  static PracticeId practiceIn(TestDatabase database, String country) {
    var practice = new PracticeId(UUID.randomUUID());
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.practice (id, name, kind, country, time_zone, currency, created_at)
                values (?, 'Harbour Street Physiotherapy', 'clinic', ?, 'Australia/Sydney', 'AUD', now())
                """)) {
      insert.setObject(1, practice.value());
      insert.setString(2, country);
      insert.execute();
      return practice;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
