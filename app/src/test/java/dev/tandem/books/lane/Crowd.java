package dev.tandem.books.lane;

import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.shared.PracticeId;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/** Many clients, each of another name, that wait to be sent, as a great import leaves them. */
final class Crowd {

  private Crowd() {}

  static void queue(TestDatabase database, BooksRoom books, int size, Instant at)
      throws SQLException {
    queue(database, books.practice(), BooksRoom.TENANT, size, 50, at);
  }

  /**
   * @param atMost how many of them go in one call
   */
  static void queue(
      TestDatabase database, PracticeId practice, UUID tenant, int size, int atMost, Instant at)
      throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                with made as (
                  insert into practice.client (practice_id, id, kind, given_name, family_name, created_at,
                                               changed_at, name_key, family_key, email_key, phone_key)
                  select ?, gen_random_uuid(), 'PERSON', 'Crowd', word, ?, ?, 'crowd ' || word, word, '', ''
                    from (select translate(md5(n::text || ?), '0123456789', 'ghijklmnop') as word
                            from generate_series(1, ?) n) names
                  returning practice_id, id)
                insert into practice.pending_push (practice_id, kind, record, document, tenant, revision, queued_at, at_most)
                select practice_id, 'client', id, id, ?, 1, ?, ? from made""")) {
      var moment = Timestamp.from(at);
      statement.setObject(1, practice.value());
      statement.setTimestamp(2, moment);
      statement.setTimestamp(3, moment);
      statement.setString(4, at.toString());
      statement.setInt(5, size);
      statement.setObject(6, tenant);
      statement.setTimestamp(7, moment);
      statement.setInt(8, atMost);
      statement.executeUpdate();
      connection.createStatement().execute("analyze practice.client, practice.pending_push");
    }
  }
}
