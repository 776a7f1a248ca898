package dev.tandem.simulator;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the simulator on its own. */
public final class SimulatorMain {
  private static final String HELP =
      """
      Xero simulator: a local server that behaves like Xero.

      Options:
        --port N     port to listen on (default 9090; 0 takes any free one)
        --data DIR   keep books, tokens and webhooks in DIR between runs (default: in memory)
        --help       show this text
      """;

  private SimulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    SimulatorSettings settings = SimulatorSettings.defaults().port(9090);
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case "--help", "-h" -> {
            System.out.print(HELP);
            return 0;
          }
          case "--port" -> settings = settings.port(port(value(arguments, ++i, "--port")));
          case "--data" -> settings = settings.data(Path.of(value(arguments, ++i, "--data")));
          default -> throw new IllegalArgumentException("Unknown option " + arguments[i]);
        }
      }
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + ". Try --help.");
      return 2;
    }
    return serve(settings);
  }

  private static int serve(SimulatorSettings settings) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (XeroSimulator simulator = XeroSimulator.open(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
      System.out.println("Xero simulator is ready at " + simulator.uri());
      stopped.await();
      return 0;
    } catch (BindException taken) {
      System.err.println("Port " + settings.port() + " is in use. Choose another one with --port.");
      return 1;
    } catch (IOException failed) {
      System.err.println("The simulator could not start: " + failed.getMessage());
      return 1;
    }
  }

  private static String value(String[] arguments, int index, String option) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return arguments[index];
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("--port needs a number, not " + text, notANumber);
    }
    throw new IllegalArgumentException("--port must be between 0 and 65535");
  }
}
