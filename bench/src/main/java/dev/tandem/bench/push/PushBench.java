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
    var report = new Report(options.parts());
    var broken = new Thread(() -> tellMissing(report));
    Runtime.getRuntime().addShutdownHook(broken);
    if (options.parts().stream().anyMatch(it -> it != Part.C)) {
      report.attempt(() -> oneOrganisation(options, report));
    }
    if (report.wants(Part.C)) {
      report.attempt(() -> manyOrganisations(options, report));
    }
    Runtime.getRuntime().removeShutdownHook(broken);
    tellMissing(report);
    if (options.json()) {
      System.out.println(report.json());
    }
    return report.complete() ? 0 : 1;
  }

  private static void tellMissing(Report report) {
    if (!report.complete()) {
      tell("Not measured to the end: " + report.missing());
    }
  }

  /** By the simulator's clock: minutes of waiting pass in no time. */
  private static void oneOrganisation(PushOptions options, Report report) {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      var lane = new PacedLane(practice, xero);
      if (report.wants(Part.A) || report.wants(Part.B)) {
        report.attempt(() -> allAndFew(practice, lane, xero, options, report));
      }
      if (report.wants(Part.D)) {
        practice.send();
        report.attempt(
            () -> report.add(Part.D, new PersonsClick(practice, lane).run(options.clients())));
      }
      if (report.wants(Part.E)) {
        // One that sends nothing, so that nothing else happens meanwhile.
        UUID other = xero.organisations(1).getFirst();
        report.attempt(
            () -> report.add(Part.E, new QueuedChange(Practice.connect(world, xero, other)).run()));
      }
    }
  }

  private static void allAndFew(
      Practice practice, PacedLane lane, Control xero, PushOptions options, Report report) {
    var all = new EmptyOrganisation(practice, lane, xero, PushBench::tell);
    List<ClientId> clients = all.run(options.clients(), report);
    if (report.wants(Part.B)) {
      report.add(Part.B, new FewChanges(practice, lane).run(clients));
    }
  }

  /** In real time: what is measured is how much of it a node needs. */
  private static void manyOrganisations(PushOptions options, Report report) {
    try (SimulatorProcess simulator = SimulatorProcess.start();
        var xero = new Control(simulator.uri());
        World world = World.open(xero)) {
      report.add(
          Part.C,
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
