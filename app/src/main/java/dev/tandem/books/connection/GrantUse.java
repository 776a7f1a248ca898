package dev.tandem.books.connection;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which grants somebody works with, and which nobody ever will. */
@Repository
class GrantUse {

  /** So long a consent may lie without an organisation: somebody is choosing. */
  static final Duration CHOOSING = Duration.ofHours(24);

  /** Use is written down this often, not with each call. */
  private static final Duration TOLD = Duration.ofMinutes(5);

  private static final Duration RECENTLY = Duration.ofMinutes(30);

  /** Xero: an old refresh token may be used again so long after its first use. */
  private static final Duration GRACE = Duration.ofMinutes(30);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final ConcurrentMap<GrantId, Instant> told = new ConcurrentHashMap<>();

  GrantUse(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Somebody wants to call with it. */
  void note(GrantId id) {
    Instant now = clock.instant();
    Instant before = told.get(id);
    if (before == null || Duration.between(before, now).abs().compareTo(TOLD) >= 0) {
      told.put(id, now);
      jdbc.sql("update house.oauth_grant set used_at = ? where id = ?")
          .params(Timestamp.from(now), id.value())
          .update();
    }
  }

  /**
   * Grants that somebody worked with in the last half hour and whose token ends within the time
   * given, the next to end first; and those of which a renewal went out and was not answered, as
   * long as Xero takes the old refresh token. Not those that a node is renewing.
   */
  List<GrantId> dueWithin(Duration time) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            select id from house.oauth_grant
            where status = 'active'
              and (used_at > :recently and access_expires_at < :soon or attempt_at > :grace)
              and (refreshing_until is null or refreshing_until < clock_timestamp())
            order by access_expires_at
            """)
        .param("recently", Timestamp.from(now.minus(RECENTLY)))
        .param("soon", Timestamp.from(now.plus(time)))
        .param("grace", Timestamp.from(now.minus(GRACE)))
        .query((row, number) -> new GrantId(row.getObject(1, UUID.class)))
        .list();
  }

  /** Grants from which no organisation was ever chosen, or not any more, and nobody is choosing. */
  List<GrantId> abandoned() {
    return jdbc.sql(
            """
            select id from house.oauth_grant it
            where status <> 'revoked' and created_at < ?
              and not exists (select from house.organisation_route where grant_id = it.id)
            """)
        .param(Timestamp.from(clock.instant().minus(CHOOSING)))
        .query((row, number) -> new GrantId(row.getObject(1, UUID.class)))
        .list();
  }
}
