package dev.tandem;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The clock of an application under test: it runs like a real one until a test moves or stops it.
 * Shared by all tests of one context, so a test that moved it calls {@link #reset()} afterwards.
 */
public final class TestClock extends Clock {

  private final ZoneId zone;
  private final State state;

  /** Shared by the copies for other zones. */
  private static final class State {
    private volatile Duration ahead = Duration.ZERO;
    private volatile Instant stoppedAt;
  }

  public TestClock() {
    this(ZoneOffset.UTC, new State());
  }

  private TestClock(ZoneId zone, State state) {
    this.zone = zone;
    this.state = state;
  }

  public void advance(Duration by) {
    if (state.stoppedAt == null) {
      state.ahead = state.ahead.plus(by);
    } else {
      state.stoppedAt = state.stoppedAt.plus(by);
    }
  }

  /** Stops the clock at this moment; {@link #advance} still moves it. */
  public void stopAt(Instant moment) {
    state.stoppedAt = moment;
  }

  /** Real time again. */
  public void reset() {
    state.stoppedAt = null;
    state.ahead = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    Instant stopped = state.stoppedAt;
    Instant now = stopped != null ? stopped : Clock.systemUTC().instant().plus(state.ahead);
    // As the application's: as fine as the database keeps it.
    return now.truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(other, state);
  }
}
