package dev.tandem.simulator;

import dev.tandem.simulator.hosts.AsXero;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Runs the simulator on its own. */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws InterruptedException {
    try {
      CommandLine line = CommandLine.read(arguments);
      if (line.help()) {
        System.out.print(CommandLine.HELP);
        return 0;
      }
      return serve(line);
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + ". Try --help.");
      return 2;
    }
  }

  private static int serve(CommandLine line) throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (XeroSimulator simulator = XeroSimulator.open(line.settings())) {
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
      System.out.println("Xero simulator is ready at " + simulator.uri() + sinceStart());
      if (!line.quiet()) {
        simulator.asXero().ifPresent(SimulatorMain::explain);
        System.out.print(WELCOME.formatted(simulator.uri(), simulator.uri()));
      }
      stopped.await();
      return 0;
    } catch (BindException taken) {
      System.err.println(
          "Port " + line.settings().port() + " is in use. Choose another one with --port.");
      return 1;
    } catch (IOException failed) {
      System.err.println("The simulator could not start: " + failed.getMessage());
      return 1;
    }
  }

  private static void explain(AsXero way) {
    System.out.print(
        AS_XERO.formatted(way.proxy(), way.authority().toAbsolutePath(), way.trustStore()));
  }

  private static final String AS_XERO =
      """
        As Xero   set HTTPS_PROXY=%s for one client and let it trust
                  %s (Java: %s, changeit)
      """;

  private static final String WELCOME =
      """
        Console   %s/
        Control   %s/_simulator/openapi.json
        App       client / secret (also: pkce-client, and custom / custom-secret)
        Ctrl-C ends it.
      """;

  /** From the start of the JVM; the process itself may have been the launcher that built it. */
  private static String sinceStart() {
    long millis = ManagementFactory.getRuntimeMXBean().getUptime();
    return String.format(Locale.ROOT, " in %.1f s", millis / 1000.0);
  }
}
