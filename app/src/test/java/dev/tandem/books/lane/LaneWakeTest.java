package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.shared.Practices;
import dev.tandem.shared.nodes.SevenSecondsBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two real schedulers, three writers, signals at any moment: no lane stays asleep, without the
 * watch.
 */
@TandemTest
class LaneWakeTest {

  /** Side by side: that makes thousands of rounds. */
  private static final int LANES = 20;

  private static final int ROUNDS = 120;
  private static final int WRITERS = 3;

  /** About what it takes a scheduler to notice and run a lane. */
  private static final Duration SPREAD = Duration.ofMillis(60);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired ApplicationContext house;
  @Autowired DataSource dataSource;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @Autowired LaneRepository lanes;
  @Autowired Lanes front;
  @Autowired TransactionTemplate inPractice;

  @Autowired
  @Qualifier("laneTask")
  Task<Void> laneTask;

  @Test
  void nothingStaysAsleep() throws Exception {
    List<Scheduler> schedulers = List.of(scheduler("one"), scheduler("two"));
    schedulers.forEach(Scheduler::start);
    try (var drivers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> lanesDone = new ArrayList<>();
      for (int i = 0; i < LANES; i++) {
        PracticeRoom room = PracticeRoom.open(house);
        lanesDone.add(drivers.submit(() -> drive(room)));
      }
      for (Future<?> it : lanesDone) {
        it.get();
      }
    } finally {
      schedulers.forEach(Scheduler::stop);
    }
  }

  /** Round after round of one lane. It has no route: a turn does nothing but take its signals. */
  private Void drive(PracticeRoom room) throws InterruptedException {
    var lane = new LaneId("xero", UUID.randomUUID());
    lanes.open(lane, room.practice());
    for (int round = 0; round < ROUNDS; round++) {
      write(room);
      assertThat(takenWithin(lane, PATIENCE)).as("round %d", round).isTrue();
    }
    assertThat(lanes.find(lane).orElseThrow().epoch()).as("turns").isGreaterThan(ROUNDS / 2);
    return null;
  }

  @Test
  void aNodeThatMayNotWorkDoesNotWakeTheLaneForItself() {
    PracticeRoom room = PracticeRoom.open(house);
    var lane = new LaneId("xero", UUID.randomUUID());
    lanes.open(lane, room.practice());
    try (var slow = AnotherNode.beside(database, xero, Map.of(), SevenSecondsBehind.class)) {
      Lanes there = slow.getBean(Lanes.class);
      lanes.signal(room.practice());
      there.runOnce(lane);
      assertThat(lanes.signalled(lane)).as("left for others").isTrue();
      assertThat(there.wantsAnotherTurn(lane)).isFalse();
      assertThat(front.wantsAnotherTurn(lane)).isTrue();
    }
    front.runOnce(lane);
    assertThat(front.wantsAnotherTurn(lane)).isFalse();
  }

  /** Its row says when a lane is due again: gone, nothing that has to be tried again would be. */
  @Test
  void theAlarmOfALaneStaysAfterItsTurn() throws Exception {
    PracticeRoom room = PracticeRoom.open(house);
    var lane = new LaneId("xero", UUID.randomUUID());
    lanes.open(lane, room.practice());
    Scheduler scheduler = scheduler("one");
    scheduler.start();
    try {
      Practices.run(room.practice(), front::signal);
      assertThat(takenWithin(lane, PATIENCE)).isTrue();
      Awaitility.await("asleep until it is due").atMost(PATIENCE).until(() -> isAsleep(lane));
    } finally {
      scheduler.stop();
    }
  }

  @Test
  void aLostHintIsMadeUpForByTheWatch() throws Exception {
    PracticeRoom room = PracticeRoom.open(house);
    var lane = new LaneId("xero", UUID.randomUUID());
    lanes.open(lane, room.practice());
    Scheduler scheduler = scheduler("one");
    scheduler.start();
    try {
      // Without a hint: as when the process dies between the commit and the hint.
      lanes.signal(room.practice());
      front.watch();
      assertThat(takenWithin(lane, PATIENCE)).as("a lane without an alarm").isTrue();
      Awaitility.await().atMost(PATIENCE).until(() -> isAsleep(lane));
      lanes.signal(room.practice());
      front.watch();
      assertThat(takenWithin(lane, PATIENCE)).as("a lane that sleeps").isTrue();
    } finally {
      scheduler.stop();
    }
  }

  private boolean isAsleep(LaneId lane) {
    return JdbcClient.create(dataSource)
        .sql(
            """
            select exists (select from house.scheduled_tasks
                            where task_name = 'lane' and task_instance = :lane
                              and not picked and execution_time > now() + interval '1 minute')""")
        .param("lane", lane.toString())
        .query(Boolean.class)
        .single();
  }

  /** Signals at moments that fall before, into and after a turn. */
  private void write(PracticeRoom room) throws InterruptedException {
    var done = new CountDownLatch(WRITERS);
    for (int i = 0; i < WRITERS; i++) {
      Thread.startVirtualThread(
          () -> {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(SPREAD.toNanos()));
            Practices.run(
                room.practice(), () -> inPractice.executeWithoutResult(_ -> front.signal()));
            done.countDown();
          });
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private boolean takenWithin(LaneId lane, Duration time) throws InterruptedException {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + time.toNanos();
    while (lanes.signalled(lane)) {
      if (System.nanoTime() > end) {
        return false;
      }
      never.await(20, TimeUnit.MILLISECONDS);
    }
    return true;
  }

  private Scheduler scheduler(String name) {
    var tasks = new ArrayList<Task<?>>(List.of(laneTask));
    return Scheduler.create(dataSource, tasks)
        .tableName("house.scheduled_tasks")
        .schedulerName(() -> "test " + name)
        .pollingInterval(Duration.ofMillis(25))
        .pollUsingLockAndFetch(0.5, 1.0)
        .threads(LANES)
        .build();
  }
}
