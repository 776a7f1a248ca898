package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemProcess;
import dev.tandem.shared.PracticeId;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes on one database send for several organisations, each within its limits, and one
 * of them is killed in the middle.
 */
class ThreeNodesTest {

  private static final int CLIENTS = 600;

  /** So that an organisation needs more calls than a minute has. */
  private static final int IN_A_CALL = 10;

  private static final List<DemoOrganisation> ALL = List.of(DemoOrganisation.values());
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir Path home;

  @Test
  void aKilledNodeIsReplaced() throws Exception {
    List<TandemProcess> nodes = new ArrayList<>();
    try (var fleet = new Fleet()) {
      Map<DemoOrganisation, PracticeId> practices = new EnumMap<>(DemoOrganisation.class);
      ALL.forEach(it -> practices.put(it, fleet.connect(it)));
      fleet.xero().control("POST", "/_simulator/latency?ms=300");
      try {
        for (int i = 0; i < 3; i++) {
          nodes.add(fleet.node(i, home, Duration.ofSeconds(1)));
        }
        nodes.forEach(it -> it.await("Tandem is ready"));
        for (var it : practices.entrySet()) {
          fleet.queue(it.getKey(), it.getValue(), CLIENTS, IN_A_CALL);
        }
        fleet.wake();
        await(
            "all are under way", () -> ALL.stream().allMatch(it -> fleet.crowd(it).size() >= 100));
        int owner = fleet.owner();
        long epoch = fleet.epochs();
        nodes.get(owner).kill();
        Awaitility.await("its lanes go on elsewhere")
            .atMost(Duration.ofSeconds(90))
            .until(() -> fleet.epochs() > epoch && fleet.owner() >= 0 && fleet.owner() != owner);
        await("all have arrived", () -> fleet.arrivedOrTimePasses(ALL, CLIENTS));
      } finally {
        nodes.forEach(TandemProcess::close);
      }
      assertThat(ALL)
          .allSatisfy(it -> assertThat(fleet.crowd(it)).doesNotHaveDuplicates().hasSize(CLIENTS));
      assertThat(fleet.waiting()).isZero();
      assertThat(SimulatedCalls.count(fleet.xero(), "/_simulator", "429"))
          .as("calls that Xero had to refuse")
          .isZero();
    }
  }

  private static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(condition);
  }
}
