package dev.tandem.simulator.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** How wrong the clock of the server is that answers the present call. */
public final class Skew {
  private static final ScopedValue<Duration> PRESENT = ScopedValue.newInstance();

  private Skew() {}

  /** Runs the call on a server whose clock is ahead by so much, or behind. */
  public static <T> T during(Duration by, Supplier<T> call) {
    return ScopedValue.where(PRESENT, by).call(call::get);
  }

  /** The moment as that server tells it; the same moment when its clock is right. */
  public static Instant told(Instant moment) {
    return PRESENT.isBound() ? moment.plus(PRESENT.get()) : moment;
  }
}
