package dev.tandem.bench.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The application in a process of its own, whose output goes to a file. */
final class ApplicationProcess implements AutoCloseable {

  private static final String READY = "Tandem is ready";
  private static final int PATIENCE_SECONDS = 120;
  private static final int LINES_OF_THE_END = 20;

  /** What the machine of whoever runs the bench may have set. */
  private static final Pattern FOREIGN =
      Pattern.compile("(TANDEM|XERO|DB|DATABASE|ENCRYPTION|JAVA|JDK)_.*|DATABASE_URL");

  private final Process process;
  private final Path log;
  private final CountDownLatch told = new CountDownLatch(1);
  private volatile boolean ready;

  private ApplicationProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    Thread.ofVirtual().name("output of the application").start(this::read);
  }

  static ApplicationProcess start(List<String> command, Map<String, String> variables, Path log)
      throws InterruptedException {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeIf(it -> FOREIGN.matcher(it).matches());
      builder.environment().putAll(variables);
      var started = new ApplicationProcess(builder.start(), log);
      started.awaitReady();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady() throws InterruptedException {
    if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !ready) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "The application did not start. The end of %s:%n%s".formatted(log, endOfLog()));
    }
  }

  private String endOfLog() {
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_THE_END), lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader();
        Writer file =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        file.append(line).append('\n').flush();
        if (line.contains(READY)) {
          ready = true;
          told.countDown();
        }
      }
    } catch (IOException e) {
      // Its output broke off with it.
      ready = ready && process.isAlive();
    } finally {
      told.countDown();
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** At once and without asking, as by {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** As by Ctrl-C. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
