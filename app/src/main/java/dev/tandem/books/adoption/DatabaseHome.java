package dev.tandem.books.adoption;

import dev.tandem.shared.PracticeId;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which database a practice's changes leave from. A copy of it has another identity: PostgreSQL's
 * {@code system_identifier}, made with each server's data folder, and the database's number on that
 * server. A standby that takes over has the same. Some servers keep the identifier to themselves.
 */
@Component
class DatabaseHome {

  private final JdbcClient jdbc;
  private final Clock clock;

  DatabaseHome(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How this database and a practice's home go together. */
  enum Standing {
    HERE,
    /**
     * It is here as far as the database's number tells; the server has never told its identifier.
     */
    UNTOLD,
    /** The server told its identifier once and does not now, or the other way round. */
    UNCERTAIN,
    /** This is another database: a copy, or the same after it was moved. */
    ELSEWHERE;

    boolean maySend() {
      return this == HERE || this == UNTOLD;
    }
  }

  /** A practice that never had a home settles here. */
  Standing standing(PracticeId practice) {
    return jdbc.sql(
            """
            select identity, house.database_identity() as present from house.database_home
             where practice = :practice""")
        .param("practice", practice.value())
        .query((row, _) -> standing(row.getString("identity"), row.getString("present")))
        .optional()
        .orElseGet(() -> standing(settle(practice)));
  }

  private static Standing standing(String present) {
    return standing(present, present);
  }

  /**
   * Numbers of databases begin anew on each server, so without the identifier the same number
   * proves little: it counts only where nothing else was ever told.
   */
  static Standing standing(String home, String present) {
    if (home.equals(present)) {
      return isUntold(home) ? Standing.UNTOLD : Standing.HERE;
    }
    boolean oneUntold = isUntold(home) != isUntold(present);
    return oneUntold && number(home).equals(number(present))
        ? Standing.UNCERTAIN
        : Standing.ELSEWHERE;
  }

  private static boolean isUntold(String identity) {
    return identity.startsWith("/");
  }

  private static String number(String identity) {
    return identity.substring(identity.indexOf('/') + 1);
  }

  private String settle(PracticeId practice) {
    return jdbc.sql(
            """
            insert into house.database_home (practice, identity, since)
            values (:practice, house.database_identity(), :now)
            on conflict (practice) do update set practice = excluded.practice
            returning identity""")
        .param("practice", practice.value())
        .param("now", Timestamp.from(clock.instant()))
        .query(String.class)
        .single();
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
