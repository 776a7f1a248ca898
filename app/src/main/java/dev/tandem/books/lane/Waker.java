package dev.tandem.books.lane;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Moves a lane's alarm clock to now. It has a thread of its own, so that no business transaction
 * waits for a lane's row or fails with it. A wake-up that finds the lane running is no loss: the
 * lane looks for signals once more when it ends.
 */
@Component
class Waker {

  static final TaskDescriptor<Void> LANE = TaskDescriptor.of("lane");

  private static final Logger log = LoggerFactory.getLogger(Waker.class);

  private final ObjectProvider<SchedulerClient> scheduler;
  private final TurnsHere turns;
  private final LinkedBlockingQueue<LaneId> asleep = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofVirtual().name("waker").unstarted(this::run);

  Waker(ObjectProvider<SchedulerClient> scheduler, TurnsHere turns) {
    this.scheduler = scheduler;
    this.turns = turns;
    thread.start();
  }

  /** Outside any transaction that is still to be committed. */
  void wake(LaneId lane) {
    // A turn that is under way here looks again, and once more after its end.
    if (!turns.poke(lane) && !asleep.contains(lane)) {
      asleep.add(lane);
    }
  }

  private void run() {
    try {
      while (true) {
        wakeNow(asleep.take());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void wakeNow(LaneId lane) {
    SchedulerClient client = scheduler.getIfAvailable();
    if (client == null) {
      // A command runs without a scheduler; the application's lane watch finds the signal.
      return;
    }
    // Execution times are real time, whatever the clock that paces calls says.
    var now = Clock.systemUTC().instant();
    try {
      if (!client.scheduleIfNotExists(LANE.instance(lane.toString()).build(), now)) {
        client.reschedule(TaskInstanceId.of(LANE.getTaskName(), lane.toString()), now);
      }
    } catch (RuntimeException e) {
      // Running just now, changed by another node, or the database is away: nothing is lost, for
      // the
      // lane looks again when it ends and lane-watch looks for the rest. The thread must live on.
      log.debug("Lane {} was not woken: {}", lane, e.getClass().getSimpleName());
    }
  }

  @PreDestroy
  void stop() {
    thread.interrupt();
  }
}
