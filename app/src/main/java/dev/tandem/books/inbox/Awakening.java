package dev.tandem.books.inbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a process may believe after it came up. The database may be a restored copy: until a kind's
 * changes were read since, nothing of that kind is written, and that reading looks for records of
 * ours that the copy lost.
 */
@Component
class Awakening {

  /** A write under way ends, or is found out, within minutes. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

  /** What lasts longer is looked at as seldom as anything else. */
  private static final Duration AT_LAST = Duration.ofMinutes(5);

  private final Sweeps sweeps;
  private final JdbcClient jdbc;
  private final TransactionTemplate inPractice;

  /** Later once it turns out that the clock was ahead when the process came up. */
  private volatile Instant cameUp;

  /** When readings that could not be judged are done again, by practice, organisation and kind. */
  private final Map<String, Wait> waiting = new ConcurrentHashMap<>();

  /**
   * @param step how long it is, twice as long each time
   */
  private record Wait(Instant until, Duration step) {

    static Wait after(@Nullable Wait last, Instant now) {
      Duration twice = last == null ? LOOK_AGAIN : last.step.multipliedBy(2);
      Duration step = twice.compareTo(AT_LAST) < 0 ? twice : AT_LAST;
      return new Wait(now.plus(step), step);
    }
  }

  Awakening(Sweeps sweeps, JdbcClient jdbc, TransactionTemplate inPractice, Clock clock) {
    this.inPractice = inPractice;
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
    return mark != null && over(mark, kind, tenant);
  }

  /**
   * Another node's reading counts, too. That the database was put back beneath the nodes is noticed
   * by one that has seen a later reading, and written down for those that have not.
   */
  private boolean over(Sweeps.Mark mark, Kind kind, UUID tenant) {
    if (mark.putBack() && mark.askedAt() == null) {
      sweeps.ask(tenant, List.of(kind.text()));
      return false;
    }
    return mark.askedAt() == null && !mark.readAt().isBefore(cameUp());
  }

  private Instant cameUp() {
    Instant now = sweeps.now();
    if (cameUp.isAfter(Knowledge.latest(now))) {
      // By a clock that was ahead, and is put right: nothing could be read after that for so long.
      cameUp = now;
    }
    return cameUp;
  }

  /** How the reading that begins now has to look for lost records; null if it need not. */
  @Nullable Look look(Kind kind, UUID tenant) {
    Sweeps.Mark mark = sweeps.find(tenant, kind.text()).orElse(null);
    if (mark != null && over(mark, kind, tenant)) {
      return null;
    }
    Instant lastRead = mark == null || !mark.readAt().isAfter(Instant.EPOCH) ? null : mark.readAt();
    return new Look(kind, tenant, lastRead, blindSince(lastRead));
  }

  /**
   * The kind was read whole, but what it showed cannot be judged yet: it is read again from the
   * same place on, and until then the kind is not awake, whoever asks.
   *
   * @param began when the reading began
   */
  void lookAgain(Kind kind, UUID tenant, Instant began) {
    Wait wait = Wait.after(waiting.get(key(kind, tenant)), sweeps.now());
    inPractice.executeWithoutResult(
        _ -> {
          sweeps.save(tenant, kind.text(), null, began);
          sweeps.ask(tenant, List.of(kind.text()), wait.until());
        });
    waiting.put(key(kind, tenant), wait);
  }

  /** When the kind is to be read again that could not be judged; null if now, or none is. */
  @Nullable Instant waitsUntil(Kind kind, UUID tenant) {
    Wait wait = waiting.get(key(kind, tenant));
    Instant now = sweeps.now();
    return wait != null
            && wait.until().isAfter(now)
            && !wait.until().isAfter(Knowledge.latest(now.plus(AT_LAST)))
        ? wait.until()
        : null;
  }

  /** A person has judged what could not be judged: this node reads it again at once. */
  void lookNow(Kind kind, UUID tenant) {
    waiting.remove(key(kind, tenant));
    sweeps.ask(tenant, List.of(kind.text()));
  }

  /** The kind was read whole, and what it showed was judged. */
  void read(Kind kind, UUID tenant) {
    waiting.remove(key(kind, tenant));
    // Seen: whatever is older from now on was put back.
    sweeps.find(tenant, kind.text());
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
    Instant here = cameUp();
    Instant up = first == null || first.toInstant().isAfter(here) ? here : first.toInstant();
    return lastRead != null && lastRead.isAfter(up) ? lastRead : up;
  }
}
