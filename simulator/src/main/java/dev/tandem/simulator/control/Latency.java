package dev.tandem.simulator.control;

import java.time.Duration;

/** How long every call of the API is held back, in real time. */
public final class Latency {
  private volatile Duration duration = Duration.ZERO;

  public void set(Duration other) {
    duration = other;
  }

  public void hold() {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  public Duration now() {
    return duration;
  }
}
