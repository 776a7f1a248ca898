package dev.tandem.demo;

import dev.tandem.start.StartRefused;

/**
 * What was asked for on the command line.
 *
 * @param connected begin connected to the simulated Xero, sending switched on
 * @param fresh throw away first what an earlier demonstration left
 */
record DemoOptions(boolean connected, boolean fresh) {

  static DemoOptions of(String... arguments) {
    boolean connected = false;
    boolean fresh = false;
    for (String argument : arguments) {
      switch (argument) {
        case "--connected" -> connected = true;
        case "--fresh" -> fresh = true;
        default ->
            throw new StartRefused(
                "The demonstration knows no '%s'; it knows --connected and --fresh."
                    .formatted(argument));
      }
    }
    return new DemoOptions(connected, fresh);
  }
}
