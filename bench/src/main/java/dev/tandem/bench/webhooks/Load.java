package dev.tandem.bench.webhooks;

import dev.tandem.bench.BenchRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts {@link LoadMain} for one run. */
final class Load {

  private static final String HEAP = "1500m";

  private final URI address;
  private final String key;
  private final int connections;
  private long seed = System.nanoTime();

  Load(URI address, String key, int connections) {
    this.address = address;
    this.key = key;
    this.connections = connections;
  }

  /** Deliveries of so many events each, none of which was sent before. */
  LoadResult run(int events, Duration length) {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LoadMain.class.getName(),
            address.toString(),
            key,
            String.valueOf(events),
            String.valueOf(connections),
            String.valueOf(length.toSeconds()),
            String.valueOf(seed++));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (BufferedReader said = process.inputReader()) {
        expect("ready", said.readLine());
        process.outputWriter().append('\n').flush();
        String result = said.readLine();
        if (result == null) {
          throw new BenchRefused("The load generator broke off; what it said stands above.");
        }
        return LoadResult.parse(result);
      } finally {
        process.destroy();
        process.onExit().join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The load generator does not run", e);
    }
  }

  private static void expect(String wanted, String said) {
    if (!wanted.equals(said)) {
      throw new BenchRefused("The load generator said " + said + " instead of " + wanted + ".");
    }
  }
}
