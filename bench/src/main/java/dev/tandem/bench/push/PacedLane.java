package dev.tandem.bench.push;

import dev.tandem.bench.Control;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A lane under the application's own scheduler. Whenever it lies down, the simulator's clock is
 * moved to the moment it waits for, and it is woken: the minutes pass in no time, and no sooner
 * than the lane wanted.
 */
final class PacedLane {

  /** A lane that wants nothing before then is at rest: only its sweeps are to come. */
  private static final Duration REST = Duration.ofSeconds(130);

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(9);

  private final Practice practice;
  private final Control xero;
  private final LaneId lane;
  private final JdbcClient jdbc;
  private final Clock clock;

  PacedLane(Practice practice, Control xero) {
    this.practice = practice;
    this.xero = xero;
    this.lane = practice.lane();
    this.jdbc = practice.world().bean(JdbcClient.class);
    this.clock = practice.world().bean(Clock.class);
  }

  /** The alarm clock of the lane, in real time. */
  private record Alarm(boolean running, Instant rings) {}

  /** Lets it work, minute by minute, until nothing is left to do. */
  void toRest() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Duration rests = rests();
      if (rests.compareTo(REST) > 0) {
        return;
      }
      if (rests.isPositive()) {
        pass(rests);
      } else {
        pause(LOOK);
      }
    }
    throw new IllegalStateException(
        "The lane does not come to rest, see " + practice.world().log());
  }

  /** How long it will lie; zero while it works or is about to. */
  private Duration rests() {
    // Asked in this order: a signal that comes in between is seen, or has moved the alarm.
    Alarm alarm = alarm();
    boolean signalled =
        jdbc.sql("select exists (select from house.wake where app = :app and tenant = :tenant)")
            .param("app", lane.app())
            .param("tenant", lane.tenant())
            .query(Boolean.class)
            .single();
    return alarm.running() || signalled
        ? Duration.ZERO
        : Duration.between(Clock.systemUTC().instant(), alarm.rings());
  }

  private Alarm alarm() {
    return jdbc.sql(
            """
            select picked, execution_time from house.scheduled_tasks
             where task_name = 'lane' and task_instance = :lane""")
        .param("lane", lane.toString())
        .query(
            (row, _) -> new Alarm(row.getBoolean(1), row.getObject(2, Timestamp.class).toInstant()))
        .optional()
        .orElse(new Alarm(true, Instant.MAX));
  }

  private void pass(Duration rest) {
    Instant due = clock.instant().plus(rest);
    xero.advance(rest);
    // The application asks the simulator for the time now and then, and whole seconds are advanced.
    while (clock.instant().isBefore(due)) {
      pause(LOOK);
    }
    practice.run(() -> practice.world().bean(Lanes.class).signal());
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
