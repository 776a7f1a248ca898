package dev.tandem;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application, the demonstration or a command as a process of its own, which a test can kill
 * like the machine would.
 */
public final class TandemProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the machine of whoever runs the tests may have set. */
  private static final Pattern FOREIGN =
      Pattern.compile("(TANDEM|XERO|DB|DATABASE|ENCRYPTION|JAVA|JDK)_.*|DATABASE_URL");

  /** Kept with everything else that is logged. */
  private static final Logger LOG = LoggerFactory.getLogger("process");

  private final Process process;
  private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
  private final Thread reader = Thread.ofVirtual().unstarted(this::read);

  private TandemProcess(Process process) {
    this.process = process;
    reader.start();
  }

  /**
   * @param main the class whose {@code main} runs
   * @param environment added to what is neutral in ours
   */
  public static TandemProcess start(
      Class<?> main, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath(),
            main.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(it -> FOREIGN.matcher(it).matches());
    builder.environment().putAll(environment);
    environment.forEach(TandemProcess::tellSecret);
    try {
      return new TandemProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tellSecret(String name, String value) {
    if (name.matches(".*(KEY|SECRET|PASSWORD|KEY_PREVIOUS)")) {
      EverySecret.add("environment of a process", value);
    }
  }

  /** One that nobody listens on right now. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** As people have it: without the classes of any test. */
  public static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(it -> !it.endsWith("test-classes") && !it.endsWith("-tests.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Waits until a line of its output has this form.
   *
   * @return what the first group found
   */
  public String await(String form) {
    Pattern pattern = Pattern.compile(form);
    Awaitility.await(form)
        .atMost(PATIENCE)
        .until(() -> found(pattern) != null || !process.isAlive() && !reader.isAlive());
    String found = found(pattern);
    if (found == null) {
      throw new AssertionError("The process ended without saying " + form + ":\n" + output());
    }
    return found;
  }

  private String found(Pattern pattern) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(it -> it.group(it.groupCount()))
        .findFirst()
        .orElse(null);
  }

  /** Waits for its own end, and requires it to be a good one. */
  public void awaitEnd() {
    if (!ended(PATIENCE) || process.exitValue() != 0) {
      throw new AssertionError("The process failed:\n" + output());
    }
  }

  /** Waits for its own end, good or not. */
  public int exit() {
    if (!ended(PATIENCE)) {
      throw new AssertionError("The process does not end:\n" + output());
    }
    return process.exitValue();
  }

  /** At once and without asking, as by {@code kill -9}. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops it where it stands, as a machine that is paused; it does not know of it. */
  public void freeze() {
    signal("STOP");
  }

  /** It goes on as if no time had passed. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String output() {
    return String.join("\n", lines);
  }

  /** As by Ctrl-C; a frozen one thaws for it. */
  @Override
  public void close() {
    if (process.isAlive()) {
      thaw();
    }
    process.destroy();
    if (!ended(Duration.ofSeconds(60))) {
      kill();
    }
  }

  private boolean ended(Duration patience) {
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (ended) {
        reader.join(Duration.ofSeconds(5));
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        LOG.info(line);
      }
    } catch (IOException e) {
      lines.add("(its output broke off: " + e.getMessage() + ")");
    }
  }
}
