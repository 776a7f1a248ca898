package dev.tandem.bench.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;

/** Runs one after the other on one database, each in a practice and an organisation of its own. */
final class ChaosRuns {

  /** So many starts are worth making them quicker first. */
  private static final int MANY = 5;

  private final ChaosOptions options;
  private final Consumer<String> tell;
  private final Queue<Long> seeds;
  private final List<Run.Outcome> outcomes = new ArrayList<>();

  private ChaosRuns(ChaosOptions options, Consumer<String> tell) {
    this.options = options;
    this.tell = tell;
    this.seeds = new ConcurrentLinkedQueue<>(options.seeds());
  }

  /**
   * @param tell is given a line for each run
   */
  public static ChaosTally go(ChaosOptions options, Consumer<String> tell)
      throws InterruptedException, IOException {
    var runs = new ChaosRuns(options, tell);
    if (options.sideBySide() == 1) {
      runs.row(1);
    } else {
      runs.sideBySide();
    }
    return new ChaosTally(runs.outcomes);
  }

  private void sideBySide() throws InterruptedException {
    try (ExecutorService rows = Executors.newFixedThreadPool(options.sideBySide())) {
      List<Future<Void>> all =
          rows.invokeAll(
              IntStream.rangeClosed(1, options.sideBySide())
                  .mapToObj(
                      number ->
                          (Callable<Void>)
                              () -> {
                                row(number);
                                return null;
                              })
                  .toList());
      for (Future<Void> it : all) {
        it.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A row of runs broke off", e.getCause());
    }
  }

  private void row(int number) throws InterruptedException, IOException {
    try (var xero = new SimulatedXero()) {
      row(xero, options.evidence().resolve("start-" + number + ".log"));
    }
  }

  private void row(SimulatedXero xero, Path startLog) throws InterruptedException, IOException {
    Installation installation = Installation.make(xero.uri());
    // When this process ends, also by Ctrl-C, the last one added comes first: the folder goes when
    // the office has let go of the database.
    SpringApplication.getShutdownHandlers().add(installation::remove);
    try (var office = Office.open(installation.surroundings());
        var keeper = new Keeper(installation, startLog)) {
      SpringApplication.getShutdownHandlers().add(keeper::close);
      if (options.seeds().size() >= MANY) {
        installation.awaitCache();
      }
      xero.subscribe(installation.webhooks(), Installation.webhookKey());
      for (Long seed = seeds.poll(); seed != null; seed = seeds.poll()) {
        Path evidence = options.evidence().resolve(String.valueOf(seed));
        delete(evidence);
        told(
            new Run(seed, options.changes(), installation, office, xero, keeper, evidence).go(),
            evidence);
      }
    }
    Files.deleteIfExists(startLog);
  }

  private synchronized void told(Run.Outcome it, Path evidence) throws IOException {
    outcomes.add(it);
    tell.accept(
        "seed %d: %s, %d calls, %d struck, %d beyond a limit, %d s"
            .formatted(
                it.seed(),
                it.findings().isEmpty() ? "equal" : it.findings().size() + " findings",
                it.calls(),
                it.struck(),
                it.refusedForLimits(),
                it.took().toSeconds()));
    it.findings().forEach(finding -> tell.accept("  " + finding));
    if (it.findings().isEmpty() && !options.keep()) {
      delete(evidence);
    } else {
      tell.accept("  see " + evidence);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
