package dev.tandem.bench.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PushOptions.Part;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.EnumSet;
import java.util.List;
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
      var report = new Report(EnumSet.of(Part.A, Part.B));
      List<ClientId> clients =
          new EmptyOrganisation(practice, lane, xero, _ -> {}).run(200, report);
      assertThat(report.missing()).isEqualTo("b");
      report.add(Part.B, new FewChanges(practice, lane).run(clients));
      assertThat(report.complete()).isTrue();
      assertThat(report.figures()).containsEntry("callsRatio", 1.0);
      assertThat((Integer) report.figures().get("changedCalls")).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void whatBrokeOffIsMissing() {
    var report = new Report(EnumSet.of(Part.C, Part.E));
    report.attempt(
        () -> {
          throw new IllegalStateException("no answer");
        });
    assertThat(report.complete()).isFalse();
    assertThat(report.json()).isEqualTo("{\"missing\":\"c,e\"}");
  }

  @Test
  void aPartOfAMinuteIsNoMeasureOfCallsAMinute() {
    assertThatThrownBy(() -> PushOptions.of(List.of("--seconds", "20")))
        .isInstanceOf(BenchRefused.class)
        .hasMessageContaining("60");
  }
}
