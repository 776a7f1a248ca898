package dev.tandem.bench.chaos;

import dev.tandem.Tandem;
import dev.tandem.start.EmbeddedPostgres;
import dev.tandem.start.Keys;
import dev.tandem.start.Surroundings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Tandem of the bench's own: a folder with the database in it, a port, settings. Its PostgreSQL
 * outlives the application, however that ends.
 */
final class Installation {

  private static final String WEBHOOK_KEY = "chaos-webhook-key";

  private static final Duration CACHE_PATIENCE = Duration.ofSeconds(120);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final Path home;
  private final int port;
  private final Map<String, String> variables;

  private Installation(Path home, int port, Map<String, String> variables) {
    this.home = home;
    this.port = port;
    this.variables = variables;
  }

  /**
   * @param simulator the simulated Xero, whose clock its processes follow
   */
  static Installation make(URI simulator) {
    try {
      Path home = Files.createTempDirectory("tandem-chaos");
      int port = freePort();
      var variables = new HashMap<String, String>();
      variables.put("TANDEM_HOME", home.toString());
      variables.put("TANDEM_PORT", String.valueOf(port));
      variables.put("TANDEM_XERO_URL", simulator.toString());
      variables.put("TANDEM_CLOCK_FROM", simulator.toString());
      variables.put("ENCRYPTION_KEY", Keys.random());
      variables.put("XERO_CLIENT_ID", "client");
      variables.put("XERO_CLIENT_SECRET", "secret");
      variables.put(
          "XERO_REDIRECT_URI", "http://localhost:" + port + "/ledger/connection/callback");
      variables.put("XERO_WEBHOOK_KEY", WEBHOOK_KEY);
      // A dead process is noticed by its missing heartbeats, which is real time, as is the look for
      // alarms that this bench sets.
      variables.put("DBSCHEDULER_HEARTBEATINTERVAL", "1s");
      variables.put("DBSCHEDULER_POLLINGINTERVAL", "100ms");
      return new Installation(home, port, Map.copyOf(variables));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  URI address() {
    return URI.create("http://localhost:" + port);
  }

  URI webhooks() {
    return address().resolve("/webhooks/xero");
  }

  static String webhookKey() {
    return WEBHOOK_KEY;
  }

  Surroundings surroundings() {
    return new Surroundings(variables);
  }

  /** Starts the application as a process of its own and waits until it is ready. */
  ApplicationProcess start(Path log) throws InterruptedException {
    return ApplicationProcess.start(command(), variables, log);
  }

  /** As the launcher starts it; from a build with the launcher's start cache, if there is one. */
  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    Path application = application();
    boolean packed = packed();
    if (packed && Files.exists(cache())) {
      command.addAll(List.of("-XX:AOTCache=" + cache(), "-Xlog:aot=off", "-Xlog:cds=off"));
    } else if (packed) {
      command.add("-Dtandem.start-cache=" + cache());
    }
    command.addAll(
        List.of(
            "-cp", packed ? application.toString() : classPath(), Tandem.class.getName(), "start"));
    return command;
  }

  /**
   * Whether the launcher started this bench: from one jar that names its libraries, and the
   * application's jar beside it does, too. In the middle of a build that jar lies alone.
   */
  private static boolean packed() {
    return !System.getProperty("java.class.path").contains(File.pathSeparator);
  }

  /** As people have it: without the classes of any test. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(it -> !it.endsWith("test-classes") && !it.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Leaves the application that was just started the time to make what lets the next ones start in
   * half the time; only a packed one can.
   */
  void awaitCache() throws InterruptedException {
    Instant end = Instant.now().plus(CACHE_PATIENCE);
    while (packed() && Files.notExists(cache()) && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static Path cache() {
    return application().resolveSibling("start.aot");
  }

  /** Where the application's classes come from: a jar that names its libraries, or a folder. */
  private static Path application() {
    try {
      return Path.of(Tandem.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the database and takes everything away; nobody may work with it any more. */
  void remove() {
    EmbeddedPostgres.stopIfUnused(home.resolve("postgres"));
    try (Stream<Path> tree = Files.walk(home)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The bench's folder " + home + " was left behind", e);
    }
  }
}
