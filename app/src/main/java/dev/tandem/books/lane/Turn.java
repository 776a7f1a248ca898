package dev.tandem.books.lane;

import dev.tandem.books.ledger.LedgerTrouble;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
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

  /** After a turn in which something went wrong. */
  private static final Duration BREATH = Duration.ofSeconds(5);

  private static final int SLOTS = 5;

  /** Of the slots, how many bulk work may hold: a person's call finds one free. */
  private static final int BULK_SLOTS = 4;

  private final PracticeId practice;
  private final LaneCalls calls;
  private final List<LaneWork> works;
  private final LaneRepository lanes;
  private final Clock clock;
  private final BooleanSupplier closing;
  private final LinkedBlockingQueue<LaneClass> finished = new LinkedBlockingQueue<>();
  private final Set<LaneClass> failing = ConcurrentHashMap.newKeySet();
  private int ring;
  private int running;
  private int bulk;

  Turn(
      PracticeId practice,
      LaneCalls calls,
      List<LaneWork> works,
      LaneRepository lanes,
      Clock clock,
      BooleanSupplier closing,
      long seq) {
    this.practice = practice;
    this.calls = calls;
    this.works = works;
    this.lanes = lanes;
    this.clock = clock;
    this.closing = closing;
    this.ring = (int) (seq % LaneClass.RING.length);
  }

  void run() {
    long end = System.nanoTime() + LENGTH.toNanos();
    try {
      do {
        while (mayStart(end) && startOne()) {}
        if (running > 0) {
          awaitOne();
        }
      } while (running > 0);
    } finally {
      // Calls under way are waited for in any case: they draw on this turn's share.
      while (running > 0) {
        awaitOne();
      }
    }
  }

  private boolean mayStart(long end) {
    return running < SLOTS
        && !calls.isStopped()
        && !closing.getAsBoolean()
        && System.nanoTime() < end;
  }

  private boolean startOne() {
    LaneRow lane = lanes.find(calls.scope().lane()).orElse(null);
    if (lane == null || lane.epoch() != calls.scope().epoch()) {
      return false;
    }
    if (start(LaneClass.PERSON, lane)) {
      return true;
    }
    Set<LaneClass> tried = EnumSet.noneOf(LaneClass.class);
    for (int i = 0; i < LaneClass.RING.length && bulk < BULK_SLOTS; i++) {
      LaneClass kind = LaneClass.RING[ring];
      ring = (ring + 1) % LaneClass.RING.length;
      if (tried.add(kind) && start(kind, lane)) {
        return true;
      }
    }
    return false;
  }

  private boolean start(LaneClass kind, LaneRow lane) {
    Instant now = clock.instant();
    Circuit circuit = lane.circuit(kind);
    if (failing.contains(kind) || circuit.open(now) || !lane.budget().at(now).allows(kind)) {
      return false;
    }
    if (circuit.halfOpen(now) && !probe(kind)) {
      failing.add(kind);
      return false;
    }
    LaneJob job = next(kind);
    if (job != null) {
      start(kind, job);
    }
    return job != null;
  }

  private boolean probe(LaneClass kind) {
    try {
      return calls.probe(kind);
    } catch (LaneStopped _) {
      return false;
    }
  }

  private @Nullable LaneJob next(LaneClass kind) {
    try {
      for (LaneWork work : works) {
        LaneJob job = work.next(kind, calls.scope());
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
                Practices.run(practice, () -> job.run(calls));
              } catch (LaneStopped _) {
                calls.stop();
              } catch (LedgerTrouble e) {
                // Known and logged with its call; what was claimed is found again later.
                failing.add(kind);
              } catch (RuntimeException | Error e) {
                failed(kind, e);
              } finally {
                finished.add(kind);
              }
            });
  }

  private void awaitOne() {
    try {
      LaneClass kind = finished.take();
      running--;
      bulk -= kind.bulk() ? 1 : 0;
    } catch (InterruptedException e) {
      calls.stop();
    }
  }

  /** When the lane has to be up again if nobody wakes it; null if nothing is due at all. */
  @Nullable Instant rest() {
    Instant now = clock.instant();
    LaneRow lane = lanes.find(calls.scope().lane()).orElse(null);
    Instant due = null;
    for (LaneWork work : works) {
      due = earlier(due, work.due(calls.scope()));
    }
    if (lane == null || due == null) {
      return due;
    }
    Budget budget = lane.budget().at(now);
    if (!budget.allows(LaneClass.PUSH)) {
      due = later(due, lane.budget().opens());
    }
    for (Circuit it : lane.circuits().values()) {
      if (it.open(now) && !due.isAfter(now)) {
        due = later(due, it.until());
      }
    }
    if (!failing.isEmpty()) {
      due = later(due, now.plus(BREATH));
    }
    return lane.blockedAt(now) ? later(due, lane.blockedUntil()) : due;
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    return a == null ? b : b == null || a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, @Nullable Instant b) {
    return b == null || a.isAfter(b) ? a : b;
  }
}
