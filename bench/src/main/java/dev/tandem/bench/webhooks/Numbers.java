package dev.tandem.bench.webhooks;

import dev.tandem.bench.BenchRefused;
import java.util.Iterator;

/** Numbers on the command line. */
final class Numbers {

  private Numbers() {}

  static int above0(String argument, Iterator<String> rest) {
    long number = any(argument, rest);
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new BenchRefused(argument + " needs a number above 0, not '" + number + "'.");
    }
    return (int) number;
  }

  static long any(String argument, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new BenchRefused(argument + " needs a value.");
    }
    String value = rest.next();
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new BenchRefused(argument + " needs a number, not '" + value + "'.");
    }
  }
}
