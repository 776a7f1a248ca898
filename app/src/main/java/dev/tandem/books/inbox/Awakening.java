package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What a process may believe after it came up. The database may be a restored copy: until a kind's
 * changes were read since, nothing of that kind is written, and that reading looks for records of
 * ours that the copy lost.
 */
@Component
class Awakening {

  private final Sweeps sweeps;
  private final JdbcClient jdbc;
  private final Instant cameUp;

  /** When this process began its last reading, by practice, organisation and kind. */
  private final Map<String, Instant> readHere = new ConcurrentHashMap<>();

  Awakening(Sweeps sweeps, JdbcClient jdbc, Clock clock) {
    this.sweeps = sweeps;
    this.jdbc = jdbc;
    this.cameUp = clock.instant();
  }

  /**
   * A reading that looks for lost records.
   *
   * @param lastRead when the kind was last read before, by our clock; null if never
   * @param blindSince records that were edited here since then were edited by somebody who could
   *     not see what the ledger had
   */
  record Look(Kind kind, UUID tenant, @Nullable Instant lastRead, Instant blindSince) {}

  /** Whether the kind's changes were read since this process came up, and nobody asks for more. */
  boolean over(Kind kind, UUID tenant) {
    Sweeps.Mark mark = sweeps.find(tenant, kind.text()).orElse(null);
    return mark != null && over(mark, key(kind, tenant));
  }

  /**
   * Another node's reading counts, too. A mark that is older than what this process saved itself:
   * the database was put back beneath it.
   */
  private boolean over(Sweeps.Mark mark, String key) {
    Instant here = readHere.get(key);
    Instant needed = here == null ? cameUp : here;
    return mark.askedAt() == null && !mark.readAt().isBefore(needed);
  }

  /** How the reading that begins now has to look for lost records; null if it need not. */
  @Nullable Look look(Kind kind, UUID tenant) {
    Sweeps.Mark mark = sweeps.find(tenant, kind.text()).orElse(null);
    if (mark != null && over(mark, key(kind, tenant))) {
      return null;
    }
    Instant lastRead = mark == null || !mark.readAt().isAfter(Instant.EPOCH) ? null : mark.readAt();
    return new Look(kind, tenant, lastRead, blindSince(lastRead));
  }

  /**
   * The kind was read whole.
   *
   * @param began as it was saved
   */
  void read(Kind kind, UUID tenant, Instant began) {
    // The database keeps microseconds.
    readHere.put(key(kind, tenant), began.truncatedTo(ChronoUnit.MILLIS));
  }

  private static String key(Kind kind, UUID tenant) {
    return Practices.current() + " " + tenant + " " + kind;
  }

  private Instant blindSince(@Nullable Instant lastRead) {
    Timestamp first =
        jdbc.sql("select min(at) from house.awakening where at >= :since")
            .param("since", Timestamp.from(lastRead == null ? Instant.EPOCH : lastRead))
            .query(Timestamp.class)
            .optional()
            .orElse(null);
    Instant up = first == null || first.toInstant().isAfter(cameUp) ? cameUp : first.toInstant();
    return lastRead != null && lastRead.isAfter(up) ? lastRead : up;
  }
}
