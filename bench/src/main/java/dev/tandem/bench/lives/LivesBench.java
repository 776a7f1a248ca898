package dev.tandem.bench.lives;

import dev.tandem.bench.Bench;
import java.util.List;

/** Whether both sides are equal at the end, whatever became of an invoice. */
public final class LivesBench implements Bench {

  @Override
  public String name() {
    return "lives";
  }

  @Override
  public int run(List<String> arguments) {
    LivesOptions options = LivesOptions.of(arguments);
    System.out.printf(
        "%,d lives, %,d in an organisation, seed %d%n",
        options.lives(), options.together(), options.seed());
    LivesTally tally = Lives.go(options, System.out::println);
    System.out.println();
    System.out.println(tally.table());
    if (options.json()) {
      System.out.println(tally.json());
    }
    return tally.isClean() ? 0 : 1;
  }
}
