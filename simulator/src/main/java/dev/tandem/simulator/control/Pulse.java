package dev.tandem.simulator.control;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Counts what may have changed something, so that pages know when to look again. What happens
 * without a request (a delivery, a retry) is found by looking at a mark of it now and then.
 */
public final class Pulse {
  private static final long LOOK_MILLIS = 400;

  private final Supplier<Object> mark;
  private Object seen = "";
  private long beats = 1;

  /**
   * @param mark something that equals its predecessor as long as nothing happened by itself
   */
  public Pulse(Supplier<Object> mark) {
    this.mark = mark;
  }

  public synchronized void beat() {
    beats++;
    notifyAll();
  }

  public synchronized long now() {
    return beats;
  }

  /** Returns as soon as it has gone beyond, or when the patience is at its end. */
  public synchronized long after(long known, Duration patience) throws InterruptedException {
    long giveUp = System.nanoTime() + patience.toNanos();
    while (beats == known && System.nanoTime() < giveUp) {
      look();
      if (beats == known) {
        wait(LOOK_MILLIS);
      }
    }
    return beats;
  }

  private void look() {
    Object now = mark.get();
    if (!now.equals(seen)) {
      seen = now;
      beat();
    }
  }
}
