package dev.tandem.bench.webhooks;

import dev.tandem.bench.Bench;
import dev.tandem.bench.BenchRefused;
import dev.tandem.bench.Control;
import dev.tandem.bench.World;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What the webhook's door answers to bodies that nobody would send on purpose. */
public final class FuzzBench implements Bench {

  /** Of heap in use, beyond which memory is not flat. */
  static final double FLAT = 0.1;

  private static final int USUAL_BODIES = 1_000_000;

  @Override
  public String name() {
    return "fuzz";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    int bodies = USUAL_BODIES;
    long seed = System.nanoTime();
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--bodies" -> bodies = Numbers.above0(argument, it);
        case "--seed" -> seed = Numbers.any(argument, it);
        default ->
            throw new BenchRefused(
                "The bench fuzz knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    return run(bodies, seed, json);
  }

  private static int run(int bodies, long seed, boolean json) throws Exception {
    try (var xero = new Control(WebhooksBench.NOBODY);
        World world = World.open(xero);
        var database = new Database(world)) {
      var fuzzer = new Fuzzer(world.webhooks(), World.webhookKey(), database, System.err::println);
      FuzzTally tally = fuzzer.run(bodies, seed);
      boolean well = tally.wrong() == 0 && tally.serverErrors() == 0 && fuzzer.heapGrowth() <= FLAT;
      System.out.printf(
          "Seed %d: %s; %d not as wanted, %d of them 500 and more; heap %+.1f %%.%n",
          seed, tally.statuses(), tally.wrong(), tally.serverErrors(), 100 * fuzzer.heapGrowth());
      tally.examples().forEach(System.out::println);
      if (json) {
        var figures =
            new TreeMap<String, Object>(
                Map.of(
                    "bodies",
                    bodies,
                    "wrong",
                    tally.wrong(),
                    "serverErrors",
                    tally.serverErrors(),
                    "heapGrowth",
                    Math.round(fuzzer.heapGrowth() * 1000) / 1000.0));
        System.out.println(new JsonMapper().writeValueAsString(figures));
      }
      return well ? 0 : 1;
    }
  }
}
