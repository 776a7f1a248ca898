package dev.tandem.bench.chaos;

import dev.tandem.bench.BenchRefused;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param seeds one for each run
 * @param changes in each run
 * @param sideBySide how many runs go on at once, each with a Xero, a database and an application of
 *     its own
 * @param evidence where runs that went wrong leave what a person needs to find out why
 * @param keep whether the runs that went well leave theirs, too
 * @param json whether the last line is one object of JSON
 */
record ChaosOptions(
    List<Long> seeds, int changes, int sideBySide, Path evidence, boolean keep, boolean json) {

  private static final int CHANGES = 500;

  /** Short enough to be typed again. */
  private static final int SEEDS = 1_000_000;

  /** Runs of the usual size. */
  static ChaosOptions of(List<Long> seeds, Path evidence) {
    return new ChaosOptions(seeds, CHANGES, 1, evidence, false, false);
  }

  /** One that nobody has chosen. */
  static long anySeed() {
    return ThreadLocalRandom.current().nextInt(1, SEEDS);
  }

  static ChaosOptions of(List<String> arguments) {
    int runs = 1;
    @Nullable Long seed = null;
    int changes = CHANGES;
    int sideBySide = 1;
    Path evidence = Path.of("tandem-chaos");
    boolean keep = false;
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--keep" -> keep = true;
        case "--runs" -> runs = (int) number(argument, it);
        case "--seed" -> seed = number(argument, it);
        case "--changes" -> changes = (int) number(argument, it);
        case "--side-by-side" -> sideBySide = (int) number(argument, it);
        case "--evidence" -> evidence = Path.of(value(argument, it));
        default ->
            throw new BenchRefused(
                "The bench chaos knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    long first = seed == null ? anySeed() : seed;
    return new ChaosOptions(
        LongStream.range(first, first + runs).boxed().toList(),
        changes,
        Math.min(sideBySide, runs),
        evidence,
        keep,
        json);
  }

  private static String value(String argument, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new BenchRefused(argument + " needs a value.");
    }
    return rest.next();
  }

  private static long number(String argument, Iterator<String> rest) {
    String value = value(argument, rest);
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new BenchRefused(argument + " needs a number above 0, not '" + value + "'.");
    }
    return Long.parseLong(value);
  }
}
