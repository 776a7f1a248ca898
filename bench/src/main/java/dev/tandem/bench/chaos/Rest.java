package dev.tandem.bench.chaos;

import dev.tandem.bench.chaos.Office.Work;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets simulated time pass while nothing else happens, until nothing is left to do. All waiting of
 * the engine is by the simulator's clock; only calls and the noticing of a dead process take real
 * time.
 */
final class Rest {

  /** Real time; the lane of a killed process is taken over within seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final Duration LOOK_EVERY = Duration.ofMillis(40);

  /** How soon processes notice that the simulator's clock was moved. */
  private static final Duration FOLLOWS = Duration.ofMillis(130);

  /** In one step: more would skip what a person could see in between. */
  private static final Duration STEP = Duration.ofMinutes(5);

  /** A lane that is just about to wake needs no help. */
  private static final double SOON_SECONDS = 0.5;

  private final Office office;
  private final SimulatedXero xero;
  private final Room room;

  Rest(Office office, SimulatedXero xero, Room room) {
    this.office = office;
    this.xero = xero;
    this.room = room;
  }

  /**
   * @return false if it does not come to rest
   */
  boolean come() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      Work work = idle(end);
      if (work.isDone()) {
        return true;
      }
      pass(Duration.ofSeconds((long) Math.ceil(Math.max(1, work.alarm()))));
    }
    return false;
  }

  /** Some steps, whether or not anything is left. */
  void steps(int count) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    for (int i = 0; i < count; i++) {
      Work work = idle(end);
      pass(Duration.ofSeconds((long) Math.ceil(Math.max(1, work.alarm()))));
    }
  }

  /** Waits while a turn runs or is about to. */
  private Work idle(Instant end) throws InterruptedException {
    Work work = office.work(room);
    while ((work.running() || work.signalled() || work.alarm() < SOON_SECONDS)
        && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_EVERY);
      work = office.work(room);
    }
    return work;
  }

  void pass(Duration time) throws InterruptedException {
    xero.advance(time.compareTo(STEP) > 0 ? STEP : time);
    Thread.sleep(FOLLOWS);
    office.wake(room);
  }
}
