package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemProcess;
import dev.tandem.books.Hold;
import dev.tandem.shared.PracticeId;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes: the one that sends gives its lane away, asked by a deploy or without knowing. */
class NodesHandOverTest {

  private static final int CLIENTS = 400;
  private static final int IN_A_CALL = 10;
  private static final DemoOrganisation THERE = DemoOrganisation.AU;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;

  private Fleet fleet;

  @BeforeEach
  void start() {
    fleet = new Fleet();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  /** Heartbeats are as in real life: who waited for four of them would wait a minute. */
  @Test
  void aNodeThatIsStoppedForADeployHandsItsLanesOverAtOnce() throws Exception {
    try (var first = fleet.node(0, home, Duration.ofSeconds(15));
        var second = fleet.node(1, home, Duration.ofSeconds(15))) {
      int owner = sending(first, second, 300);
      var closing = CompletableFuture.runAsync((owner == 0 ? first : second)::close);
      Awaitility.await("the other one has the lane")
          .pollInterval(Duration.ofMillis(100))
          .atMost(Duration.ofSeconds(90))
          .until(() -> fleet.owner() == 1 - owner);
      awaitArrival();
      closing.join();
    }
    assertOnce();
    assertThat(SimulatedCalls.count(fleet.xero(), "/_simulator", "429")).isZero();
  }

  /**
   * Its calls are on the wire when it freezes. Another takes over, settles what became of them and
   * finishes; then it thaws, with answers that nobody waits for any more.
   */
  @Test
  void whatAFrozenNodeBringsWhenItThawsOverwritesNothing() throws Exception {
    try (var first = fleet.node(0, home, Duration.ofSeconds(1));
        var second = fleet.node(1, home, Duration.ofSeconds(1))) {
      int owner = sending(first, second, 1_500);
      TandemProcess frozen = owner == 0 ? first : second;
      await("calls are on the wire", () -> fleet.underWay() > 0);
      frozen.freeze();
      long epoch = fleet.epochs();
      // Its calls may be under way for a while yet, so the new turn may lie down at first.
      Awaitility.await("its lane goes on elsewhere")
          .atMost(Duration.ofSeconds(90))
          .until(() -> fleet.epochs() > epoch);
      fleet.xero().control("POST", "/_simulator/latency?ms=0");
      awaitArrival();
      String settled = fleet.outcomes();
      long logged = fleet.logged();
      frozen.thaw();
      await("what it brings is in the log", () -> fleet.logged() > logged);
      // It ends only when its turn has: by then it has done all that it would do.
      frozen.close();
      assertThat(fleet.outcomes()).as("of what was settled").isEqualTo(settled);
    }
    assertOnce();
  }

  /**
   * What it has locked in the database would keep the next owner waiting for as long as it likes.
   */
  @Test
  void whoFreezesInTheMiddleOfATransactionHoldsNobodyUp() throws Exception {
    try (var first = fleet.node(0, home, Duration.ofSeconds(1));
        var second = fleet.node(1, home, Duration.ofSeconds(1))) {
      int owner = sending(first, second, 300);
      TandemProcess frozen = owner == 0 ? first : second;
      long epoch = fleet.epochs();
      // The outcome of a write is being recorded, its batch and its records are locked.
      try (var hold =
          Hold.updates(fleet.database(), "practice.push_item", "new.verdict is not null")) {
        hold.awaitWaiting();
        frozen.freeze();
      }
      fleet.xero().control("POST", "/_simulator/latency?ms=0");
      await("its lane goes on elsewhere", () -> fleet.epochs() > epoch + 1);
      awaitArrival();
      String settled = fleet.outcomes();
      frozen.thaw();
      frozen.close();
      assertThat(fleet.outcomes()).as("of what was settled").isEqualTo(settled);
    }
    assertOnce();
  }

  /** Both are up, and one of them has sent a part; which it is. */
  private int sending(TandemProcess first, TandemProcess second, int latency) throws Exception {
    PracticeId practice = fleet.connect(THERE);
    first.await("Tandem is ready");
    second.await("Tandem is ready");
    fleet.xero().control("POST", "/_simulator/latency?ms=" + latency);
    fleet.queue(THERE, practice, CLIENTS, IN_A_CALL);
    fleet.wake();
    await("a part has arrived", () -> fleet.crowd(THERE).size() >= 50 && fleet.owner() >= 0);
    return fleet.owner();
  }

  private void awaitArrival() {
    await("all have arrived", () -> fleet.arrivedOrTimePasses(List.of(THERE), CLIENTS));
  }

  private void assertOnce() {
    assertThat(fleet.crowd(THERE)).doesNotHaveDuplicates().hasSize(CLIENTS);
  }

  private static void await(String what, Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(condition);
  }
}
