package dev.tandem.simulator.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Real time plus an offset that only grows. Windows, tokens, keys and retries all read it. */
public final class SimulatorClock extends Clock {
  /** A clock beyond the years that texts can carry would answer nothing any more. */
  private static final Duration FARTHEST = Duration.ofDays(36_500);

  private final Clock real;
  private volatile Duration offset = Duration.ZERO;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  public SimulatorClock(Clock real) {
    this.real = real;
  }

  public synchronized void advance(Duration by) {
    if (by.compareTo(FARTHEST) > 0 || offset.plus(by).compareTo(FARTHEST) > 0) {
      throw new IllegalArgumentException("The clock cannot be advanced that far");
    }
    offset = offset.plus(by);
    new ArrayList<>(listeners).forEach(Runnable::run);
  }

  public synchronized void offset(Duration whole) {
    offset = whole;
    new ArrayList<>(listeners).forEach(Runnable::run);
  }

  public Duration offset() {
    return offset;
  }

  public void onAdvance(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public Instant instant() {
    return real.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(real.withZone(zone), offset);
  }
}
