package dev.tandem.bench.push;

import dev.tandem.bench.Control;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.Lanes;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A lane under the application's own scheduler. Whenever it lies down, the simulator's clock is
 * moved to the moment it waits for, and it is woken: the minutes pass in no time, and no sooner
 * than the lane wanted.
 */
public final class PacedLane {

  /**
   * One that waits for a full call, for its minute or for the outcome of a call waits no longer.
   */
  private static final Duration REST = Duration.ofSeconds(130);

  private static final Duration MINUTE = Duration.ofSeconds(61);

  /** Longer than any ordinary reading is put off. */
  private static final Duration QUIET = Duration.ofMinutes(16);

  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Practice practice;
  private final Control xero;
  private final LaneId lane;
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;

  public PacedLane(Practice practice, Control xero) {
    this.practice = practice;
    this.xero = xero;
    this.lane = practice.lane();
    this.jdbc = practice.world().bean(JdbcClient.class);
    this.transaction = practice.world().bean("inPractice", TransactionTemplate.class);
    this.clock = practice.world().bean(Clock.class);
  }

  /** The alarm clock of the lane, in real time. */
  private record Alarm(boolean running, Instant rings) {}

  /** Lets it work, minute by minute, until nothing is left to do but ordinary readings. */
  public void toRest() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Duration rests = rests();
      boolean lies = rests.isPositive();
      if (lies && (rests.compareTo(REST) > 0 || nothingWaits())) {
        return;
      }
      if (lies) {
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

  /** Nothing that may be sent, nothing whose outcome is unknown, no event unread. */
  private boolean nothingWaits() {
    boolean sends = practice.sends();
    Boolean nothing =
        practice.in(
            () ->
                transaction.execute(
                    _ ->
                        jdbc.sql(
                                """
                                select not (:sends and exists (select from practice.pending_push where held is null))
                                   and not exists (select from practice.push_batch
                                                    where state in ('prepared', 'unknown'))
                                   and not exists (select from house.delivery
                                                    where tenant = :tenant and done_at is null)""")
                            .param("sends", sends)
                            .param("tenant", lane.tenant())
                            .query(Boolean.class)
                            .single()));
    return Boolean.TRUE.equals(nothing);
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

  /** A quiet while later: what was put off during a bulk push is read, and nobody sends. */
  public void settle() {
    toRest();
    // A long reading may need more calls than a minute has.
    for (int minutes = 0; minutes < 2; minutes++) {
      pass(QUIET);
      toRest();
    }
  }

  /** Full budget: what was called before lies a minute back. */
  void nextMinute() {
    pass(MINUTE);
  }

  /** Time goes on by whole seconds, and the lane is woken. */
  public void pass(Duration rest) {
    Instant due = clock.instant().plus(rest);
    xero.advance(rest);
    // The application asks the simulator for the time now and then, and whole seconds are advanced.
    while (clock.instant().isBefore(due)) {
      pause(LOOK);
    }
    practice.run(() -> practice.world().bean(Lanes.class).signal());
  }

  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
