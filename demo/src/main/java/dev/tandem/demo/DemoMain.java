package dev.tandem.demo;

import dev.tandem.Tandem;
import dev.tandem.shared.PracticeId;
import dev.tandem.start.Ports;
import dev.tandem.start.StartCache;
import dev.tandem.start.StartRefused;
import dev.tandem.start.Surroundings;
import java.net.URI;
import org.slf4j.LoggerFactory;
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
    URI webhooks = URI.create(Ports.plainAddress(surroundings)).resolve("/webhooks/xero");
    new Ports(surroundings).requireFree();
    Ports.requireFree("127.0.0.1", simulatorPort, "TANDEM_SIMULATOR_PORT");
    DemoHome home = DemoHome.claim(surroundings, options.fresh());
    System.out.println("Starting PostgreSQL, a simulated Xero and Tandem ...");
    SimulatedXero xero = SimulatedXero.start(simulatorPort, home);
    // Handlers run in this order once the application has closed; it may need Xero until then.
    SpringApplication.getShutdownHandlers().add(xero::close);
    SpringApplication.getShutdownHandlers().add(home::close);

    Surroundings around = xero.around(surroundings, home, address);
    ConfigurableApplicationContext application = serve(around, home);
    try {
      open(
          new Demonstration(application),
          options,
          xero,
          new Welcome(address, webhooks, xero.uri(), home));
      StartCache.makeIfWanted(application, around.variables());
    } catch (InterruptedException | RuntimeException e) {
      // Ctrl-C takes the application away under our hands; the next start goes on.
      if (application.isActive()) {
        LoggerFactory.getLogger(DemoMain.class).error("The demonstration could not be opened", e);
        System.err.println(
            "The demonstration could not be opened: %s. The reason is in %s."
                .formatted(e.getMessage(), home.log()));
        System.exit(1);
      }
    }
  }

  private static void open(
      Demonstration demonstration, DemoOptions options, SimulatedXero xero, Welcome welcome)
      throws InterruptedException {
    PracticeId practice = demonstration.practice();
    if (!xero.subscribe(welcome.webhooks(), welcome.home().webhookKey())) {
      welcome.hint(
          "Xero's webhooks were not accepted; changes made there arrive by asking, minutes later.");
    }
    // Only what the sample practice brings along is waited for, not what a later start finds
    // waiting.
    if (options.connected()
        && demonstration.connect(practice, xero)
        && !demonstration.awaitInStep(practice)) {
      welcome.hint("Not everything has reached Xero yet; it goes on by itself, see Ledger.");
    }
    System.out.println(welcome.text(demonstration.apiKey(practice, welcome.home())));
  }

  private static ConfigurableApplicationContext serve(Surroundings surroundings, DemoHome home) {
    try {
      return Tandem.serve(
          surroundings,
          "--logging.threshold.console=WARN",
          "--logging.file.name=" + home.log(),
          // Nobody has to open the first practice here.
          "--tandem.setup-code=false");
    } catch (RuntimeException told) {
      System.exit(1);
      throw told;
    }
  }
}
