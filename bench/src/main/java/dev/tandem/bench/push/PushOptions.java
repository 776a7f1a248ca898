package dev.tandem.bench.push;

import dev.tandem.bench.BenchRefused;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What was asked for on the command line.
 *
 * @param clients how many clients, and as many invoices and payments
 * @param organisations how many at most in part c
 * @param length how long each of part c's rows is measured
 * @param json whether the last line is one object of JSON
 */
record PushOptions(Set<Part> parts, int clients, int organisations, Duration length, boolean json) {

  private static final int MINUTE = 60;

  /** A measurement by its letter on the command line. */
  enum Part {
    A,
    B,
    C,
    D,
    E
  }

  static PushOptions of(List<String> arguments) {
    Set<Part> parts = EnumSet.allOf(Part.class);
    int clients = 10_000;
    int organisations = 200;
    Duration length = Duration.ofSeconds(MINUTE);
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--only" -> parts = parts(value(argument, it));
        case "--clients" -> clients = number(argument, value(argument, it));
        case "--organisations" -> organisations = number(argument, value(argument, it));
        case "--seconds" -> length = length(number(argument, value(argument, it)));
        default ->
            throw new BenchRefused(
                "The bench push knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    return new PushOptions(parts, clients, organisations, length, json);
  }

  /**
   * Less would count what an organisation sends of its minute at once as if it did so all along.
   */
  private static Duration length(int seconds) {
    if (seconds < MINUTE) {
      throw new BenchRefused("--seconds needs 60 at least: Xero counts calls by the minute.");
    }
    return Duration.ofSeconds(seconds);
  }

  private static String value(String argument, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new BenchRefused(argument + " needs a value.");
    }
    return rest.next();
  }

  private static int number(String argument, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new BenchRefused(argument + " needs a number above 0, not '" + value + "'.");
  }

  private static Set<Part> parts(String letters) {
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String letter : letters.split(",")) {
      try {
        parts.add(Part.valueOf(letter.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new BenchRefused("There is no part '" + letter + "'; there are a, b, c, d and e.");
      }
    }
    return parts;
  }
}
