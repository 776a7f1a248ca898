package dev.tandem.bench.model;

import dev.tandem.bench.Bench;
import java.util.List;

/** Whether both sides agree in the end, whatever two people do to them at the same time. */
public final class ModelBench implements Bench {

  @Override
  public String name() {
    return "model";
  }

  @Override
  public int run(List<String> arguments) {
    ModelOptions options = ModelOptions.of(arguments);
    System.out.printf("%,d steps, seed %d%n", options.steps(), options.seed());
    ModelTally tally = Model.go(options, System.out::println);
    System.out.println();
    System.out.println(tally.table());
    if (options.json()) {
      System.out.println(tally.json());
    }
    return tally.isClean() ? 0 : 1;
  }
}
