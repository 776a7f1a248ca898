package dev.tandem.practice.credits;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was answered about deposits that look like others, beside what was answered about payments:
 * each id is the one's or the other's. Within a transaction.
 */
@Repository
class TwinAnswers {

  private final JdbcClient jdbc;
  private final Clock clock;

  TwinAnswers(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void put(AdvanceId deposit, Collection<String> twins, boolean same) {
    jdbc.sql(
            """
            insert into practice.twin_answer (payment_id, twin, same, answered_at)
            select :deposit, twin, :same, :now from unnest(:twins) as t (twin)
            on conflict (practice_id, payment_id, twin) do update
               set same = excluded.same, answered_at = excluded.answered_at""")
        .param("deposit", deposit.value())
        .param("twins", twins.toArray(String[]::new))
        .param("same", same)
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The deposit and the twin of each answer, as {@link #pair} names it. */
  Set<String> of(Collection<AdvanceId> deposits) {
    return new HashSet<>(
        jdbc.sql(
                """
                select payment_id, twin from practice.twin_answer
                 where practice_id = house.here() and payment_id = any(:deposits)""")
            .param("deposits", deposits.stream().map(AdvanceId::value).toArray(UUID[]::new))
            .query(
                (row, _) -> row.getObject("payment_id", UUID.class) + " " + row.getString("twin"))
            .list());
  }

  static String pair(AdvanceId deposit, String twin) {
    return deposit.value() + " " + twin;
  }
}
