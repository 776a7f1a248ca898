package dev.tandem.books.lane;

import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn of a lane: for up to 20 seconds it picks work and makes calls, at most five at once, and
 * picks again after each finished call.
 */
final class Turn {

  private static final Logger log = LoggerFactory.getLogger(Turn.class);
  private static final Duration LENGTH = Duration.ofSeconds(20);

  /** A class that had nothing is asked again after this, or when something happens. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final PracticeId practice;
  private final LaneCalls calls;
  private final List<LaneWork> works;
  private final LaneRepository lanes;
  private final Room room;
  private final BooleanSupplier closing;

  /** A call's class, or nothing: look again. */
  private final LinkedBlockingQueue<Optional<LaneClass>> finished = new LinkedBlockingQueue<>();

  private final Set<LaneClass> failing = ConcurrentHashMap.newKeySet();
  private final Map<LaneClass, Long> foundNothing = new EnumMap<>(LaneClass.class);
  private int ring;
  private int running;
  private int bulk;

  /** Somebody left a signal on this node since the last look. */
  private volatile boolean poked;

  Turn(
      PracticeId practice,
      LaneCalls calls,
      List<LaneWork> works,
      LaneRepository lanes,
      Room room,
      BooleanSupplier closing) {
    this.practice = practice;
    this.calls = calls;
    this.works = works;
    this.lanes = lanes;
    this.room = room;
    this.closing = closing;
    this.ring = (int) (calls.facts().seen().pace().seq() % LaneClass.RING.length);
  }

  void run() {
    long end = System.nanoTime() + LENGTH.toNanos();
    try {
      askForDay();
      do {
        while (mayStart(end) && startOne()) {}
        if (bulk < Seats.BULK) {
          // Nothing more to do just now, or no time for it: others may have the app's calls. Not
          // while all seats are taken: all lanes of the app meet in that one row.
          calls.share().giveBack();
        }
        // Also after the last one: what it brought may be what others wait for in this very turn.
      } while (awaitedOne());
    } finally {
      // Calls under way are waited for in any case: what they bring is recorded with this turn.
      while (running > 0) {
        awaitOne();
      }
    }
  }

  /**
   * Somebody left a signal on this node. Seen before the next call is begun, not only when one of
   * those under way has ended.
   */
  void poke() {
    poked = true;
    finished.add(Optional.empty());
  }

  private void askForDay() {
    if (bulkMayStart() && calls.mayAskForDay()) {
      room.enter();
      start(LaneClass.SWEEP, _ -> calls.ask());
    }
  }

  private boolean mayStart(long end) {
    return running + calls.former() < Seats.ALL
        && !calls.isStopped()
        && !closing.getAsBoolean()
        && System.nanoTime() < end;
  }

  private boolean bulkMayStart() {
    return bulk + calls.former() < Seats.BULK;
  }

  private boolean startOne() {
    if (calls.takeSignalled() || poked) {
      lookAnew();
    }
    if (start(LaneClass.PERSON)) {
      return true;
    }
    Set<LaneClass> tried = EnumSet.noneOf(LaneClass.class);
    for (int i = 0; i < LaneClass.RING.length && bulkMayStart(); i++) {
      LaneClass kind = LaneClass.RING[ring];
      ring = (ring + 1) % LaneClass.RING.length;
      if (tried.add(kind) && start(kind)) {
        return true;
      }
    }
    return false;
  }

  /** First takes the signals, and only then looks: what comes later signals anew. */
  private void lookAnew() {
    poked = false;
    lanes.takeSignals(calls.scope().lane(), calls.scope().epoch());
    calls.lookAnew();
    foundNothing.clear();
  }

  private boolean start(LaneClass kind) {
    Long asked = foundNothing.get(kind);
    boolean recently = asked != null && System.nanoTime() - asked < ASK_AGAIN.toNanos();
    if (recently || failing.contains(kind) || !calls.mayStart(kind)) {
      return false;
    }
    boolean enters = kind.bulk();
    if (enters) {
      room.enter();
    }
    try {
      LaneJob job = next(kind);
      if (job == null) {
        foundNothing.put(kind, System.nanoTime());
        return false;
      }
      start(kind, job);
      // The call has the place now.
      enters = false;
      return true;
    } finally {
      if (enters) {
        room.leave();
      }
    }
  }

  private @Nullable LaneJob next(LaneClass kind) {
    try {
      LaneScope scope = calls.scope();
      for (LaneWork work : works) {
        LaneJob job = work.next(kind, scope);
        if (job != null) {
          return job;
        }
      }
    } catch (RuntimeException e) {
      failed(kind, e);
    }
    return null;
  }

  /**
   * The work keeps what it claimed and is picked up again; this turn lets the class be. Without the
   * message: a database's may repeat a client's name.
   */
  private void failed(LaneClass kind, Throwable e) {
    failing.add(kind);
    log.error(
        "Lane {}: {} ended with {} at {}",
        calls.scope().lane(),
        kind,
        e.getClass().getName(),
        Arrays.stream(e.getStackTrace())
            .filter(it -> it.getClassName().startsWith("dev.tandem"))
            .limit(5)
            .toList());
  }

  private void start(LaneClass kind, LaneJob job) {
    running++;
    bulk += kind.bulk() ? 1 : 0;
    Thread.ofVirtual()
        .name("lane " + calls.scope().lane())
        .start(
            () -> {
              try {
                Practices.run(practice, () -> placed(kind, () -> job.run(calls)));
              } catch (LaneStopped | LedgerTrouble _) {
                // Known to the calls; what was claimed is found again later.
              } catch (RuntimeException | Error e) {
                failed(kind, e);
              } finally {
                finished.add(Optional.of(kind));
              }
            });
  }

  /** Whoever a person waits for does not wait for a place. */
  private void placed(LaneClass kind, Runnable work) {
    if (kind.bulk()) {
      room.inside(work);
    } else {
      work.run();
    }
  }

  private boolean awaitedOne() {
    if (running == 0) {
      return false;
    }
    awaitOne();
    return true;
  }

  private void awaitOne() {
    try {
      Optional<LaneClass> kind = finished.take();
      if (kind.isEmpty()) {
        return;
      }
      running--;
      bulk -= kind.get().bulk() ? 1 : 0;
      // What it brought may be what others wait for: an invoice can go when its client is there.
      foundNothing.remove(kind.get());
      foundNothing.remove(LaneClass.PERSON);
      foundNothing.remove(LaneClass.PUSH);
    } catch (InterruptedException _) {
      calls.stop();
    }
  }

  boolean failing() {
    return !failing.isEmpty();
  }
}
