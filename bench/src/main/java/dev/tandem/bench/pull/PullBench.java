package dev.tandem.bench.pull;

import dev.tandem.bench.Bench;
import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import dev.tandem.bench.push.PacedLane;
import dev.tandem.bench.push.Practice;
import dev.tandem.simulator.SimulatorSettings;
import dev.tandem.simulator.XeroSimulator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What it costs to learn what happened in Xero. */
public final class PullBench implements Bench {

  private static final int RECORDS = 2_000;

  @Override
  public String name() {
    return "pull";
  }

  @Override
  public int run(List<String> arguments) {
    int records = RECORDS;
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      switch (it.next()) {
        case "--json" -> json = true;
        case "--records" -> records = number(it);
        default ->
            throw new BenchRefused("The bench pull knows --records N and --json, nothing else.");
      }
    }
    Map<String, Number> figures = measure(records);
    if (json) {
      System.out.println(new JsonMapper().writeValueAsString(new TreeMap<>(figures)));
    }
    return 0;
  }

  private static int number(Iterator<String> rest) {
    try {
      int number = rest.hasNext() ? Integer.parseInt(rest.next()) : 0;
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new BenchRefused("--records needs a number above 0.");
  }

  /** By the simulator's clock: minutes of waiting pass in no time. */
  static Map<String, Number> measure(int records) {
    try (XeroSimulator simulator = XeroSimulator.start(SimulatorSettings.defaults());
        var xero = new Control(simulator.uri());
        World world = World.onItsClock(xero)) {
      world.hear(xero);
      Practice practice = Practice.connect(world, xero, xero.organisations(1).getFirst());
      return new Calls(practice, new PacedLane(practice, xero), xero).run(records);
    }
  }
}
