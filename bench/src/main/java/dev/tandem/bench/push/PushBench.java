package dev.tandem.bench.push;

import dev.tandem.bench.Bench;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PushOptions.Part;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.ArrayList;
import java.util.List;

/** How many calls sending costs, how long it takes, and what it costs everybody else. */
public final class PushBench implements Bench {

  @Override
  public String name() {
    return "push";
  }

  @Override
  public int run(List<String> arguments) {
    PushOptions options = PushOptions.of(arguments);
    var all = new ArrayList<Measured>();
    if (options.parts().contains(Part.A)) {
      try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
          var xero = new Control(simulator.uri());
          World world = World.onItsClock(xero)) {
        world.hear(xero);
        Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
        var lane = new PacedLane(practice, xero);
        var a =
            new EmptyOrganisation(
                practice, lane, new EmptyOrganisation.Bench(xero, PushBench::tell));
        var sent = a.run(options.clients());
        sent.measured().print();
        all.add(sent.measured());
      }
    }
    return 0;
  }

  private static void tell(String progress) {
    System.err.println(progress);
  }
}
