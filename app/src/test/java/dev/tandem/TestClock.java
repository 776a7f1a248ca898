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
  private final boolean right;

  /** Shared by the copies for other zones. */
  private static final class State {
    private volatile Duration ahead = Duration.ZERO;
    private volatile Instant stoppedAt;
    private volatile Duration wrong = Duration.ZERO;
    private volatile long moves;
  }

  public TestClock() {
    this(ZoneOffset.UTC, new State(), false);
  }

  private TestClock(ZoneId zone, State state, boolean right) {
    this.zone = zone;
    this.state = state;
    this.right = right;
  }

  public void advance(Duration by) {
    state.moves++;
    if (state.stoppedAt == null) {
      state.ahead = state.ahead.plus(by);
    } else {
      state.stoppedAt = state.stoppedAt.plus(by);
    }
  }

  /** Stops the clock at this moment; {@link #advance} still moves it. */
  public void stopAt(Instant moment) {
    state.moves++;
    state.stoppedAt = moment;
  }

  /** How often it was moved; its own running is none. */
  public long moves() {
    return state.moves;
  }

  /** From now on the application's clock is this much ahead of everybody else's. */
  public void isWrongBy(Duration ahead) {
    state.moves++;
    state.wrong = ahead;
  }

  /** The same time for others, who keep the right one when {@link #isWrongBy the application's}. */
  TestClock ofOthers() {
    return new TestClock(zone, state, true);
  }

  /** Real time again. */
  public void reset() {
    state.moves++;
    state.stoppedAt = null;
    state.ahead = Duration.ZERO;
    state.wrong = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    Instant stopped = state.stoppedAt;
    Instant now = stopped != null ? stopped : Clock.systemUTC().instant().plus(state.ahead);
    // As the application's: as fine as the database keeps it.
    return (right ? now : now.plus(state.wrong)).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(other, state, right);
  }
}
