package dev.tandem.bench.push;

import dev.tandem.bench.Bench;
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
    System.out.println("Measuring " + options.parts() + " with " + options.clients() + " clients");
    return 0;
  }
}
