package dev.tandem.books.adoption;

import dev.tandem.shared.PracticeId;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which database a practice's changes leave from. A copy of it has another identity: PostgreSQL's
 * {@code system_identifier}, made with each server's data folder, and the database's number on that
 * server. A standby that takes over has the same.
 */
@Component
class DatabaseHome {

  private final JdbcClient jdbc;
  private final Clock clock;

  DatabaseHome(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Whether this database is the practice's; a practice that never had one settles here. */
  boolean isHere(PracticeId practice) {
    return jdbc.sql(
            """
            select identity, house.database_identity() as present from house.database_home
             where practice = :practice""")
        .param("practice", practice.value())
        .query((row, _) -> isSame(row.getString("identity"), row.getString("present")))
        .optional()
        .orElseGet(
            () -> {
              settle(practice);
              return true;
            });
  }

  /** A server that keeps its identifier to itself is told by the database's number alone. */
  static boolean isSame(String home, String present) {
    boolean untold = home.startsWith("/") || present.startsWith("/");
    return untold ? number(home).equals(number(present)) : home.equals(present);
  }

  private static String number(String identity) {
    return identity.substring(identity.indexOf('/') + 1);
  }

  private void settle(PracticeId practice) {
    jdbc.sql(
            """
            insert into house.database_home (practice, identity, since)
            values (:practice, house.database_identity(), :now) on conflict do nothing""")
        .param("practice", practice.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** From now on the practice's changes leave from this database. */
  void moveHere(PracticeId practice) {
    jdbc.sql(
            """
            insert into house.database_home (practice, identity, since)
            values (:practice, house.database_identity(), :now)
            on conflict (practice) do update
               set identity = excluded.identity, since = excluded.since""")
        .param("practice", practice.value())
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }
}
