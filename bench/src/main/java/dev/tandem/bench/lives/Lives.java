package dev.tandem.bench.lives;

import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.Practice;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/** All lives, many in one organisation at a time, one organisation after the other. */
final class Lives {

  private Lives() {}

  /**
   * @param tell is given a line for each organisation, and what was found in it
   */
  static LivesTally go(LivesOptions options, Consumer<String> tell) {
    var outcomes = new ArrayList<Neighbours.Outcome>();
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      var seeds = new Random(options.seed());
      for (int left = options.lives(); left > 0; left -= options.together()) {
        UUID tenant = xero.organisations(1).getFirst();
        Practice practice = Practice.connect(world, xero, tenant);
        practice.send();
        var neighbours = new Neighbours(practice, xero, seeds.nextLong());
        outcomes.add(neighbours.live(Math.min(left, options.together())));
        practice.leave();
        told(outcomes.getLast(), tell);
      }
    }
    return new LivesTally(List.copyOf(outcomes));
  }

  private static void told(Neighbours.Outcome it, Consumer<String> tell) {
    tell.accept(
        "%d lives: %s, %,d steps, %,d refused, %,d calls, %d s"
            .formatted(
                it.lives(),
                it.findings().isEmpty() ? "equal" : it.findings().size() + " findings",
                it.steps().values().stream().mapToInt(Integer::intValue).sum(),
                it.refusals().values().stream().mapToInt(Integer::intValue).sum(),
                it.calls(),
                it.took().toSeconds()));
    it.findings().forEach(finding -> tell.accept("  " + finding));
  }
}
