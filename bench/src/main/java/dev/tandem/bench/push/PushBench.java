package dev.tandem.bench.push;

import dev.tandem.bench.Bench;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PushOptions.Part;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.List;
import java.util.UUID;

/** How many calls sending costs, how long it takes, and what it costs everybody else. */
public final class PushBench implements Bench {

  @Override
  public String name() {
    return "push";
  }

  @Override
  public int run(List<String> arguments) {
    PushOptions options = PushOptions.of(arguments);
    var report = new Report();
    if (options.parts().stream().anyMatch(it -> it != Part.C)) {
      oneOrganisation(options, report);
    }
    if (options.parts().contains(Part.C)) {
      manyOrganisations(options, report);
    }
    if (options.json()) {
      System.out.println(report.json());
    }
    return 0;
  }

  /** By the simulator's clock: minutes of waiting pass in no time. */
  private static void oneOrganisation(PushOptions options, Report report) {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      var lane = new PacedLane(practice, xero);
      if (options.parts().contains(Part.A) || options.parts().contains(Part.B)) {
        var all = new EmptyOrganisation(practice, lane, xero, PushBench::tell);
        List<ClientId> clients = all.run(options.clients(), report);
        if (options.parts().contains(Part.B)) {
          report.add(new FewChanges(practice, lane).run(clients));
        }
      }
      if (options.parts().contains(Part.D)) {
        practice.send();
        report.add(new PersonsClick(practice, lane).run(options.clients()));
      }
      if (options.parts().contains(Part.E)) {
        // One that sends nothing, so that nothing else happens meanwhile.
        UUID other = xero.organisations(1).getFirst();
        report.add(new QueuedChange(Practice.connect(world, xero, other)).run());
      }
    }
  }

  /** In real time: what is measured is how much of it a node needs. */
  private static void manyOrganisations(PushOptions options, Report report) {
    try (SimulatorProcess simulator = SimulatorProcess.start();
        var xero = new Control(simulator.uri());
        World world = World.open(xero)) {
      report.add(
          new ManyOrganisations(
                  simulator,
                  xero,
                  world,
                  options.organisations(),
                  options.length(),
                  PushBench::tell)
              .run());
    }
  }

  private static void tell(String progress) {
    System.err.println(progress);
  }
}
