package dev.tandem.bench.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bench, small: counted is what no machine's speed changes. */
class PushBenchTest {

  @Test
  void everythingGoesInTheFewestCalls() {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      var lane = new PacedLane(practice, xero);
      var report = new Report();
      List<ClientId> clients =
          new EmptyOrganisation(practice, lane, xero, _ -> {}).run(200, report);
      report.add(new FewChanges(practice, lane).run(clients));
      Map<String, Number> figures = report.figures();
      assertThat(figures.get("callsRatio").doubleValue()).isEqualTo(1.0);
      assertThat(figures.get("changedCalls").intValue()).isLessThanOrEqualTo(3);
    }
  }
}
