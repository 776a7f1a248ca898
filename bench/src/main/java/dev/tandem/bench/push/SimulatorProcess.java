package dev.tandem.bench.push;

import dev.tandem.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulated Xero in a process of its own, so that what it needs is not counted as ours. */
final class SimulatorProcess implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");

  /** It keeps every call with what was sent and answered, and all books: a million records. */
  private static final String HEAP = "4g";

  private final Process process;
  private final URI uri;

  private SimulatorProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static SimulatorProcess start() {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + HEAP,
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            SimulatorMain.class.getName(),
            "--port",
            "0",
            "--quiet");
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new SimulatorProcess(process, awaitReady(process.inputReader()));
    } catch (IOException e) {
      throw new UncheckedIOException("The simulated Xero does not start", e);
    }
  }

  private static URI awaitReady(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher found = READY.matcher(line);
      if (found.find()) {
        return URI.create(found.group(1));
      }
    }
    throw new IOException("it ended without saying where it listens");
  }

  URI uri() {
    return uri;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
