package dev.tandem.books.outbox;

import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a turn has looked up and need not look up before each call: it holds until somebody signals,
 * or a call brings something that it was waiting for.
 */
final class PushLook {

  /** Time alone makes rows ready, too. */
  private static final Duration EMPTY = Duration.ofSeconds(1);

  private final long epoch;
  private final int look;

  /** Kinds that may leave; none while nothing may. */
  private final List<Kind> kinds;

  private final @Nullable Instant peopleDue;
  private final Map<Kind, Long> empty = new EnumMap<>(Kind.class);
  private int over;

  /**
   * @param peopleDue from when on something may go that a person waits for; null if nothing will
   */
  PushLook(LaneScope scope, List<Kind> kinds, @Nullable Instant peopleDue) {
    this.epoch = scope.epoch();
    this.look = scope.look();
    this.kinds = kinds;
    this.peopleDue = peopleDue;
  }

  /** Whether it is this turn's, and nobody has signalled since. */
  boolean holds(LaneScope scope) {
    return scope.look() > 0 && epoch == scope.epoch() && look == scope.look();
  }

  List<Kind> kinds() {
    return kinds;
  }

  boolean peopleWait(Instant now) {
    return peopleDue != null && !now.isBefore(peopleDue);
  }

  synchronized boolean isEmpty(Kind kind) {
    Long since = empty.get(kind);
    return since != null && System.nanoTime() - since < EMPTY.toNanos();
  }

  /** How many calls were over when a look began, for {@link #foundEmpty}. */
  synchronized int callsOver() {
    return over;
  }

  /**
   * Says that nothing of this kind is ready. A look that a call ended beside says nothing: it may
   * have found the way barred by that very call, and nobody would look again in this turn.
   *
   * @param callsOver when that look began
   */
  synchronized void foundEmpty(Kind kind, int callsOver) {
    if (callsOver == over) {
      empty.put(kind, System.nanoTime());
    }
  }

  /** A call of this kind is over: what depends on its records may be ready now. */
  synchronized void called(Kind kind) {
    over++;
    empty.keySet().removeIf(it -> it.compareTo(kind) >= 0);
  }
}
