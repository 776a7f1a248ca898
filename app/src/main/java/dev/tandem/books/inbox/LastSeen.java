package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Notices;
import jakarta.annotation.PreDestroy;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * When the ledger's calls last came in, whichever node they came to. Told to the database in the
 * background and only now and then: anybody may post a wrong signature as often as they like.
 */
@Component
class LastSeen {

  private static final Logger log = LoggerFactory.getLogger(LastSeen.class);
  private static final Duration NOW_AND_THEN = Duration.ofSeconds(10);
  private static final Times NEVER = new Times(null, null);

  /** The last call with a right signature, and the last without. */
  record Times(@Nullable Instant accepted, @Nullable Instant refused) {

    Times latest(Times other) {
      return new Times(later(accepted, other.accepted), later(refused, other.refused));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isAfter(other) ? one : other;
    }
  }

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String provider;
  private Times here = NEVER;
  private Times told = NEVER;
  private @Nullable Instant toldAt;

  LastSeen(Notices notices, JdbcClient jdbc, Clock clock) {
    this.provider = notices.provider();
    this.jdbc = jdbc;
    this.clock = clock;
  }

  void accepted() {
    note(new Times(clock.instant(), null));
  }

  void refused() {
    note(new Times(null, clock.instant()));
  }

  /** On any node. */
  Times times() {
    Times stored =
        jdbc.sql("select accepted_at, refused_at from house.webhook_seen where provider = ?")
            .param(provider)
            .query(
                (row, number) ->
                    new Times(
                        instant(row.getTimestamp("accepted_at")),
                        instant(row.getTimestamp("refused_at"))))
            .optional()
            .orElse(NEVER);
    synchronized (this) {
      return here.latest(stored);
    }
  }

  private synchronized void note(Times call) {
    here = here.latest(call);
    Instant now = clock.instant();
    if (toldAt == null || Duration.between(toldAt, now).abs().compareTo(NOW_AND_THEN) > 0) {
      toldAt = now;
      Thread.startVirtualThread(this::tell);
    }
  }

  @PreDestroy
  void tell() {
    Times now;
    synchronized (this) {
      if (here.equals(told)) {
        return;
      }
      now = here;
    }
    try {
      jdbc.sql(
              """
              insert into house.webhook_seen as seen (provider, accepted_at, refused_at)
              values (:provider, :accepted, :refused)
              on conflict (provider) do update
                set accepted_at = greatest(seen.accepted_at, excluded.accepted_at),
                    refused_at = greatest(seen.refused_at, excluded.refused_at)""")
          .param("provider", provider)
          .param("accepted", timestamp(now.accepted))
          .param("refused", timestamp(now.refused))
          .update();
      synchronized (this) {
        told = now;
      }
    } catch (DataAccessException e) {
      log.debug("Not told now: {}", e.getClass().getSimpleName());
    }
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
