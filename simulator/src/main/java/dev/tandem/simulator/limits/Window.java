package dev.tandem.simulator.limits;

import java.time.Duration;
import java.time.Instant;

/** A fixed window: it begins with the first call after the last one ended. */
final class Window {
  private final Duration length;
  private final int allowance;
  private Instant ends = Instant.MIN;
  private int used;

  Window(Duration length, int allowance) {
    this.length = length;
    this.allowance = allowance;
  }

  boolean spent(Instant now) {
    turn(now);
    return used >= allowance;
  }

  void use(Instant now) {
    turn(now);
    used++;
  }

  int remaining(Instant now) {
    turn(now);
    return Math.max(0, allowance - used);
  }

  /** Whole seconds until the window turns, at least one. */
  long secondsLeft(Instant now) {
    return Math.max(1, Duration.between(now, ends).plusMillis(999).toSeconds());
  }

  private void turn(Instant now) {
    if (!now.isBefore(ends)) {
      ends = now.plus(length);
      used = 0;
    }
  }
}
