package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Where what changed has to be looked at for a first record of a kind; a restart forgets none. */
@Repository
@Transactional
class FirstLooks {

  /** A plan's links are made some at a time, one call after the other. */
  private static final Duration TOGETHER = Duration.ofMinutes(2);

  private static final String MOST = "10 minutes";

  private final JdbcClient jdbc;
  private final Clock clock;

  FirstLooks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One that is wanted.
   *
   * @param triedAt when one was begun that has not come to its end; null if none is
   * @param tries how often it was begun
   * @param notBefore others may be wanted with it until then; null for at once
   */
  record Wanted(Instant since, @Nullable Instant triedAt, int tries, @Nullable Instant notBefore) {

    /** When it is due; null for at once. */
    @Nullable Instant at() {
      return triedAt == null || tries == 0 ? notBefore : WholePassWork.again(triedAt, tries);
    }
  }

  /**
   * Whoever wants it from further back is served with it, too; one that is under way may be past
   * what is wanted.
   */
  void want(UUID tenant, Kind kind, Instant since) {
    jdbc.sql(
            """
            insert into practice.first_look as l (tenant, kind, since)
            values (:tenant, :kind, :since)
            on conflict (practice_id, tenant, kind) do update
               set since = least(l.since, excluded.since), tries = 0, not_before = null""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("since", Timestamp.from(since))
        .update();
  }

  /** The same where more is wanted in a moment, most likely: one look is for all of that. */
  void wantSoon(UUID tenant, Kind kind, Instant since) {
    Instant now = clock.instant();
    jdbc.sql(
            """
            insert into practice.first_look as l (tenant, kind, since, not_before, wanted_at)
            values (:tenant, :kind, :since, :soon, :now)
            on conflict (practice_id, tenant, kind) do update
               set since = least(l.since, excluded.since), tries = 0,
                   wanted_at = case when l.tries > 0 then excluded.wanted_at
                                    else coalesce(l.wanted_at, excluded.wanted_at) end,
                   not_before = case when l.tries > 0 then excluded.not_before
                                     when l.not_before is not null
                                     then least(excluded.not_before, l.wanted_at + :most::interval)
                                end""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("since", Timestamp.from(since))
        .param("soon", Timestamp.from(now.plus(TOGETHER)))
        .param("most", MOST)
        .param("now", Timestamp.from(now))
        .update();
  }

  Optional<Wanted> find(UUID tenant, Kind kind) {
    return jdbc.sql(
            """
            select since, tried_at, tries, not_before from practice.first_look
             where tenant = :tenant and kind = :kind""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .query(
            (row, _) -> {
              Timestamp triedAt = row.getTimestamp("tried_at");
              Timestamp notBefore = row.getTimestamp("not_before");
              return new Wanted(
                  row.getTimestamp("since").toInstant(),
                  triedAt == null ? null : triedAt.toInstant(),
                  row.getInt("tries"),
                  notBefore == null ? null : notBefore.toInstant());
            })
        .optional();
  }

  /** Before the call: what ends in the middle, however, counts as tried. */
  void tried(UUID tenant, Kind kind) {
    update("tried_at = :now, tries = tries + 1", tenant, kind);
  }

  /** No call could be made: that was no try. */
  void untried(UUID tenant, Kind kind) {
    update("tries = greatest(tries - 1, 0)", tenant, kind);
  }

  private void update(String change, UUID tenant, Kind kind) {
    jdbc.sql(
            "update practice.first_look set " + change + " where tenant = :tenant and kind = :kind")
        .param("now", Timestamp.from(clock.instant()))
        .param("tenant", tenant)
        .param("kind", kind.text())
        .update();
  }

  /**
   * @param since from when on it was looked at: what is wanted from further back, or since that
   *     look began, still is
   */
  void done(UUID tenant, Kind kind, Instant since) {
    jdbc.sql(
            """
            delete from practice.first_look
             where tenant = :tenant and kind = :kind and since >= :since and tries > 0""")
        .param("tenant", tenant)
        .param("kind", kind.text())
        .param("since", Timestamp.from(since))
        .update();
  }

  /**
   * @param since as it was found: what was wanted from further back meanwhile still is
   */
  void forget(UUID tenant, Kind kind, Instant since) {
    jdbc.sql(
            """
            delete from practice.first_look
             where tenant = :tenant and kind = :kind and since = :since""")
        .param("since", Timestamp.from(since))
        .param("tenant", tenant)
        .param("kind", kind.text())
        .update();
  }
}
