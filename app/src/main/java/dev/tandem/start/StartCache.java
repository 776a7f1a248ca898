package dev.tandem.start;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The file by which the JVM starts the next time in half the time (JDK 25's AOT cache). It is made
 * by a second, short-lived process of low priority while this one serves: recording in this process
 * would hold up its end by a quarter of a minute, just when somebody presses Ctrl-C. The JVM
 * ignores a cache that does not fit, so a stale one does no harm.
 */
public final class StartCache {

  /** The launcher's wish: where to put the cache. Absent when there is one already. */
  private static final String WANTED = "tandem.start-cache";

  /** Not in the way of the first clicks. */
  private static final Duration GRACE = Duration.ofSeconds(8);

  private static final Logger log = LoggerFactory.getLogger(StartCache.class);

  private final Path cache;
  private volatile boolean ending;

  private StartCache(Path cache) {
    this.cache = cache;
  }

  /**
   * Makes the cache in the background if the launcher asked for it; ends with this process at the
   * latest.
   */
  public static void makeIfWanted(
      ConfigurableApplicationContext application, Map<String, String> variables) {
    Optional.ofNullable(System.getProperty(WANTED))
        .map(file -> new StartCache(Path.of(file)))
        .ifPresent(wanted -> wanted.makeInBackground(application, variables));
  }

  private void makeInBackground(
      ConfigurableApplicationContext application, Map<String, String> variables) {
    // A thread of its own: it waits for minutes, and the JVM's common pool has no thread to spare.
    Thread.ofVirtual()
        .name("start cache")
        .start(
            () -> {
              try {
                Thread.sleep(GRACE);
                make(application, variables);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                log.debug("No start cache this time", e);
              }
            });
  }

  private void make(ConfigurableApplicationContext application, Map<String, String> variables) {
    // Several processes may start for the first time at once; each file is one's own.
    String own = cache.getFileName() + "." + ProcessHandle.current().pid();
    Path unfinished = cache.resolveSibling(own + ".unfinished");
    try {
      forgetLeftovers();
      var builder = new ProcessBuilder(command(unfinished));
      builder.environment().putAll(variables);
      builder.environment().put("TANDEM_PORT", "0");
      builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
      Process training = builder.start();
      // Before the handlers that leave the database: else it would be left to the rehearsal, which
      // then is gone.
      application.addApplicationListener((ContextClosedEvent _) -> end(training));
      if (training.waitFor() == 0 && Files.exists(unfinished) && !ending) {
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        log.info("The next start will be quicker");
      }
      Files.deleteIfExists(unfinished);
      Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
    } catch (IOException e) {
      log.debug("No start cache this time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Of processes that were killed while they made theirs. */
  private void forgetLeftovers() throws IOException {
    String begin = cache.getFileName() + ".";
    try (var files = Files.newDirectoryStream(cache.resolveSibling("."), begin + "*.unfinished*")) {
      for (Path file : files) {
        String pid = file.getFileName().toString().substring(begin.length()).split("\\.")[0];
        if (pid.matches("\\d{1,18}")
            && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** At once and with its children: a JVM asked politely would first write the cache. */
  private void end(Process training) {
    ending = true;
    training.descendants().forEach(ProcessHandle::destroyForcibly);
    training
        .destroyForcibly()
        .onExit()
        .orTimeout(5, TimeUnit.SECONDS)
        .exceptionally(_ -> training)
        .join();
  }

  private static List<String> command(Path output) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", "19"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // All of them: the JVM refuses a cache that was made under other module options.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("-X") || option.startsWith("--"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-XX:AOTCacheOutput=" + output,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.tandem.Tandem",
            "rehearse"));
    return command;
  }
}
