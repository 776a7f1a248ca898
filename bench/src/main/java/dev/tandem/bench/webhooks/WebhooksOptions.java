package dev.tandem.bench.webhooks;

import dev.tandem.bench.BenchRefused;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/**
 * What was asked for on the command line.
 *
 * @param length how long each measurement takes; there are eighteen of them
 * @param json whether the last line is one object of JSON
 */
record WebhooksOptions(Duration length, boolean json) {

  private static final int USUAL_SECONDS = 10;

  static WebhooksOptions of(List<String> arguments) {
    int seconds = USUAL_SECONDS;
    boolean json = false;
    for (Iterator<String> it = arguments.iterator(); it.hasNext(); ) {
      String argument = it.next();
      switch (argument) {
        case "--json" -> json = true;
        case "--seconds" -> seconds = Numbers.above0(argument, it);
        default ->
            throw new BenchRefused(
                "The bench webhooks knows no '%s'; see ./tandem bench --help.".formatted(argument));
      }
    }
    return new WebhooksOptions(Duration.ofSeconds(seconds), json);
  }
}
