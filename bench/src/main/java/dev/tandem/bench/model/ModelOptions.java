package dev.tandem.bench.model;

import dev.tandem.bench.BenchRefused;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * @param steps that the two people take together
 * @param seed of all that is decided by chance; what the machine does in between is as it comes
 */
record ModelOptions(int steps, long seed, boolean json) {

  private static final int STEPS = 10_000;

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  /** One that nobody has chosen. */
  static long anySeed() {
    return ThreadLocalRandom.current().nextInt(1, SEEDS);
  }

  static ModelOptions of(int steps, long seed) {
    return new ModelOptions(steps, seed, false);
  }

  static ModelOptions of(List<String> arguments) {
    int steps = STEPS;
    long seed = anySeed();
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--steps" -> steps = number(argument, it);
        case "--seed" -> seed = number(argument, it);
        default ->
            throw new BenchRefused(
                "The bench model knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    return new ModelOptions(steps, seed, json);
  }

  private static int number(String argument, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new BenchRefused(argument + " needs a number above 0, not '" + value + "'.");
    }
    return Integer.parseInt(value);
  }
}
