package dev.tandem.demo;

import dev.tandem.Tandem;
import dev.tandem.shared.PracticeId;
import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demonstration as {@code ./tandem demo} runs it, in this process and on free ports: simulated
 * Xero, application with its jobs running, sample practice, webhooks.
 */
final class RunningDemonstration implements AutoCloseable {

  private final SimulatedXero xero;
  private final DemoHome home;
  private final ConfigurableApplicationContext application;
  private final URI address;
  private final PracticeId practice;

  private RunningDemonstration(Path folder) {
    Map<String, String> variables = new HashMap<>();
    variables.put("TANDEM_HOME", folder.toString());
    home = DemoHome.claim(new Surroundings(variables), true);
    xero = SimulatedXero.start(0, home);
    // Chosen last: whoever asks for any free port between here and the start could be given it.
    int port = freePort();
    address = URI.create("http://localhost:" + port);
    variables.put("TANDEM_PORT", Integer.toString(port));
    var surroundings = new Surroundings(variables);
    application =
        Tandem.serve(
            xero.around(surroundings, home, address),
            "--logging.threshold.console=WARN",
            "--logging.file.name=" + home.log());
    practice = new Demonstration(application).practice();
    xero.subscribe(address.resolve("/webhooks/xero"), home.webhookKey());
  }

  static RunningDemonstration start(Path folder) {
    return new RunningDemonstration(folder);
  }

  URI address() {
    return address;
  }

  /** The simulator's address; its console is the page at {@code /}. */
  URI xero() {
    return xero.uri();
  }

  PracticeId practice() {
    return practice;
  }

  @Override
  public void close() {
    application.close();
    xero.close();
    home.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
