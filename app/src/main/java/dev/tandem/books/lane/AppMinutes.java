package dev.tandem.books.lane;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What all lanes of an app have taken of its minutes; needs no practice. */
@Repository
class AppMinutes {

  private final JdbcClient jdbc;

  AppMinutes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes calls of the app-wide minute in one piece, or none. */
  boolean take(String app, Instant minute, int wanted, int most) {
    return jdbc.sql(
                """
            insert into house.app_minute as m (app, minute, taken) values (:app, :minute, :wanted)
            on conflict (app, minute) do update
               set taken = m.taken + :wanted where m.taken + :wanted <= :most""")
            .param("app", app)
            .param("minute", Timestamp.from(minute))
            .param("wanted", wanted)
            .param("most", most)
            .update()
        > 0;
  }

  /** The ledger has counted so many: what is given back does not make them fewer. */
  void believe(String app, Instant minute, int taken) {
    jdbc.sql(
            """
            update house.app_minute set taken = greatest(taken, :taken), told = :taken
             where app = :app and minute = :minute and told < :taken""")
        .param("taken", taken)
        .param("app", app)
        .param("minute", Timestamp.from(minute))
        .update();
  }

  void giveBack(String app, Instant minute, int unused) {
    jdbc.sql(
            """
            update house.app_minute set taken = greatest(told, taken - :unused)
             where app = :app and minute = :minute""")
        .param("unused", unused)
        .param("app", app)
        .param("minute", Timestamp.from(minute))
        .update();
  }

  void forgetBefore(Instant moment) {
    jdbc.sql("delete from house.app_minute where minute < :moment")
        .param("moment", Timestamp.from(moment))
        .update();
  }
}
