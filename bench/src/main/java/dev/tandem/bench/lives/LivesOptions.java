package dev.tandem.bench.lives;

import dev.tandem.bench.BenchRefused;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What was asked for on the command line.
 *
 * @param lives how many invoices are issued and lived with
 * @param together how many of them at most in one organisation, so that calls carry many records
 * @param seed of all that people decide; the same seed makes the same lives
 * @param json whether the last line is one object of JSON
 */
record LivesOptions(int lives, int together, long seed, boolean json) {

  private static final int LIVES = 200;
  private static final int TOGETHER = 100;

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  /** One that nobody has chosen. */
  static long anySeed() {
    return ThreadLocalRandom.current().nextInt(1, SEEDS);
  }

  static LivesOptions of(int lives, long seed) {
    return new LivesOptions(lives, TOGETHER, seed, false);
  }

  static LivesOptions of(List<String> arguments) {
    int lives = LIVES;
    int together = TOGETHER;
    long seed = anySeed();
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--lives" -> lives = number(argument, it);
        case "--together" -> together = number(argument, it);
        case "--seed" -> seed = number(argument, it);
        default ->
            throw new BenchRefused(
                "The bench lives knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    return new LivesOptions(lives, Math.min(lives, together), seed, json);
  }

  private static int number(String argument, Iterator<String> rest) {
    String value = rest.hasNext() ? rest.next() : "";
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new BenchRefused(argument + " needs a number above 0, not '" + value + "'.");
    }
    return Integer.parseInt(value);
  }
}
