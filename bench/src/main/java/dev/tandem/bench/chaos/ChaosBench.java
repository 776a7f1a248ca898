package dev.tandem.bench.chaos;

import dev.tandem.bench.Bench;
import java.util.List;

/** Whether everything arrives once, whatever fails on the way. */
public final class ChaosBench implements Bench {

  @Override
  public String name() {
    return "chaos";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    ChaosOptions options = ChaosOptions.of(arguments);
    System.out.printf(
        "%,d runs of %,d changes, the first with seed %d%n",
        options.seeds().size(), options.changes(), options.seeds().getFirst());
    ChaosTally tally = ChaosRuns.go(options, System.out::println);
    System.out.println();
    System.out.println(tally.table());
    if (options.json()) {
      System.out.println(tally.json());
    }
    return tally.isClean() ? 0 : 1;
  }
}
