package dev.tandem.bench;

import dev.tandem.Tandem;
import dev.tandem.start.EmbeddedPostgres;
import dev.tandem.start.Keys;
import dev.tandem.start.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The application as people start it, in this process, with a PostgreSQL and a folder of its own
 * that are gone afterwards.
 */
public final class World implements AutoCloseable {

  private static final String WEBHOOK_KEY = Keys.random();

  private final Path folder;
  private final int port;
  private final ConfigurableApplicationContext application;

  private World(Path home, int port, ConfigurableApplicationContext application) {
    this.folder = home;
    this.port = port;
    this.application = application;
  }

  /** Connected to nothing yet, in real time. */
  public static World open(Control xero) {
    return open(xero, Map.of());
  }

  /** Its windows, delays and retries follow the simulator's clock. */
  public static World onItsClock(Control xero) {
    return open(xero, Map.of("TANDEM_CLOCK_FROM", xero.uri().toString()));
  }

  private static World open(Control xero, Map<String, String> more) {
    try {
      // PostgreSQL does not run as root, so others have to be able to enter.
      Path home =
          Files.createTempDirectory(
              "tandem-bench",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      // The last comes first: the handler that leaves the database is younger.
      SpringApplication.getShutdownHandlers().add(() -> delete(home));
      int port = freePort();
      Map<String, String> variables = new HashMap<>(more);
      variables.put("TANDEM_HOME", home.toString());
      variables.put("TANDEM_PORT", String.valueOf(port));
      variables.put("TANDEM_XERO_URL", xero.uri().toString());
      variables.put("ENCRYPTION_KEY", Keys.random());
      variables.put("XERO_CLIENT_ID", "client");
      variables.put("XERO_CLIENT_SECRET", "secret");
      variables.put("XERO_WEBHOOK_KEY", WEBHOOK_KEY);
      ConfigurableApplicationContext application =
          Tandem.serve(
              new Surroundings(variables),
              "--logging.threshold.console=ERROR",
              "--logging.file.name=" + home.resolve("tandem.log"),
              "--tandem.setup-code=false");
      return new World(home, port, application);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no folder to work in", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  public <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  public <T> T bean(String name, Class<T> type) {
    return application.getBean(name, type);
  }

  /** Xero's webhooks arrive here from now on. */
  public void hear(Control xero) {
    xero.deliverTo(webhooks(), WEBHOOK_KEY);
  }

  /** Where it hears Xero. */
  public URI webhooks() {
    return home().resolve("/webhooks/xero");
  }

  /** Where people find it. */
  public URI home() {
    return URI.create("http://localhost:" + port);
  }

  /** What Xero signs with. */
  public static String webhookKey() {
    return WEBHOOK_KEY;
  }

  /** Where the application writes what happens. */
  public Path log() {
    return folder.resolve("tandem.log");
  }

  /** The folder of its PostgreSQL. */
  public Path postgres() {
    return folder.resolve("postgres");
  }

  /** Ends the application; its database goes with this process, and the folder after it. */
  @Override
  public void close() {
    application.close();
  }

  private static void delete(Path home) {
    try {
      EmbeddedPostgres.stopIfUnused(home.resolve("postgres"));
      FileSystemUtils.deleteRecursively(home);
    } catch (IOException e) {
      System.err.println("Left behind: " + home + " (" + e.getMessage() + ")");
    }
  }
}
