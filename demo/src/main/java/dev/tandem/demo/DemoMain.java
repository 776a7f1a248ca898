package dev.tandem.demo;

import dev.tandem.Tandem;
import dev.tandem.shared.PracticeId;
import dev.tandem.start.Ports;
import dev.tandem.start.StartCache;
import dev.tandem.start.StartRefused;
import dev.tandem.start.Surroundings;
import java.net.URI;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code ./tandem demo}: simulated Xero, application and sample practice in one process. */
public final class DemoMain {

  private static final int WRONG_USAGE = 2;

  private DemoMain() {}

  public static void main(String... arguments) {
    DemoOptions options = null;
    try {
      options = DemoOptions.of(arguments);
      start(options, Surroundings.ofThisProcess());
    } catch (StartRefused refused) {
      System.err.println("The demonstration did not start: " + refused.getMessage());
      System.exit(options == null ? WRONG_USAGE : 1);
    }
  }

  private static void start(DemoOptions options, Surroundings surroundings) {
    URI address = URI.create(Ports.address(surroundings));
    int simulatorPort = surroundings.port("TANDEM_SIMULATOR_PORT", 9090);
    new Ports(surroundings).requireFree();
    Ports.requireFree("127.0.0.1", simulatorPort, "TANDEM_SIMULATOR_PORT");
    DemoHome home = DemoHome.claim(surroundings, options.fresh());
    SimulatedXero xero = SimulatedXero.start(simulatorPort, home);
    // Handlers run in this order once the application has closed; it may need Xero until then.
    SpringApplication.getShutdownHandlers().add(xero::close);
    SpringApplication.getShutdownHandlers().add(home::close);

    Surroundings around = xero.around(surroundings, home, address);
    ConfigurableApplicationContext application = serve(around, home);
    var demonstration = new Demonstration(application);
    PracticeId practice = demonstration.practice();
    boolean notified = xero.subscribe(address.resolve("/webhooks/xero"), home.webhookKey());
    if (options.connected()) {
      demonstration.connect(practice, xero);
    }
    welcome(address, xero, home, demonstration.apiKey(practice, home), notified);
    StartCache.makeIfWanted(application, around.variables());
  }

  private static ConfigurableApplicationContext serve(Surroundings surroundings, DemoHome home) {
    try {
      return Tandem.serve(
          surroundings, "--logging.threshold.console=WARN", "--logging.file.name=" + home.log());
    } catch (RuntimeException told) {
      System.exit(1);
      throw told;
    }
  }

  private static void welcome(
      URI address, SimulatedXero xero, DemoHome home, String apiKey, boolean notified) {
    System.out.printf(
        """

        Tandem is ready.

          Address   %s
          Sign in   %s  with  %s
          API key   %s
          Xero      %s  (simulated: its console shows the books)
          Log       %s
        %s
        Ctrl-C ends it; everything is kept in %s.
        """,
        address,
        SamplePractice.OWNER_EMAIL,
        SamplePractice.PASSWORD,
        apiKey,
        xero.uri(),
        home.log(),
        notified
            ? ""
            : "\nXero's webhooks were not accepted; changes made there arrive by asking, minutes later.\n",
        home.folder());
  }
}
