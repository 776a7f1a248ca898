package dev.tandem.books.lane;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The alarm clocks of the lanes, and the watch over those that were not woken. */
@Configuration(proxyBeanMethods = false)
class LaneConfiguration {

  /** A lane with nothing due looks again at its facts this often. */
  private static final Duration IDLE = Duration.ofHours(1);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

  /**
   * The row of a lane is never removed. The end of a turn first sets the alarm, and only then looks
   * for signals: one that was committed before is seen here, one that comes after finds the row
   * free.
   */
  @Bean
  Task<Void> laneTask(Lanes lanes, Waker waker, Clock clock) {
    return Tasks.custom(Waker.LANE)
        .onFailure((done, row) -> row.reschedule(done, done.getTimeDone().plus(AFTER_FAILURE)))
        .onDeadExecutionRevive()
        .execute(
            (instance, context) -> {
              LaneId lane = LaneId.of(instance.getId());
              Instant due = lanes.runOnce(lane, () -> context.getSchedulerState().isShuttingDown());
              return (done, row) -> {
                Duration rest = until(due, clock);
                row.reschedule(done, done.getTimeDone().plus(rest));
                // What is due already need not wait for the next poll.
                if (rest.isZero() || lanes.wantsAnotherTurn(lane)) {
                  waker.wake(lane);
                }
              };
            });
  }

  /** Pacing has its own clock; the alarm rings in real time. */
  private static Duration until(@Nullable Instant due, Clock clock) {
    if (due == null) {
      return IDLE;
    }
    Duration left = Duration.between(clock.instant(), due);
    return left.isNegative() ? Duration.ZERO : left.compareTo(IDLE) > 0 ? IDLE : left;
  }

  /** The number of threads says how many lanes may have their turn at once; they mostly wait. */
  @Bean
  DbSchedulerCustomizer lanesOnVirtualThreads() {
    return new DbSchedulerCustomizer() {
      @Override
      public Optional<ExecutorService> executorService() {
        return Optional.of(
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("job ", 0).factory()));
      }
    };
  }

  @Bean
  Task<Void> laneWatch(Lanes lanes) {
    return Tasks.recurring("lane-watch", FixedDelay.of(Duration.ofSeconds(10)))
        .execute((instance, context) -> lanes.watch());
  }
}
