package dev.tandem.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.simulator.limits.Allowances;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * §4.5 of the fact sheet: whatever valid writes follow each other, the books stay consistent, and a
 * restart finds them as they were left.
 */
class SimBooksPropertyTest {
  private static final int STEPS = 120;

  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_120})
  void theBooksStayConsistent(long seed) throws Exception {
    run(seed);
  }

  @Test
  void theBooksStayConsistentForASeedThatNobodyChose() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("SimBooksPropertyTest: seed " + seed);
    run(seed);
  }

  private SimulatorSettings settings(long seed) throws Exception {
    return SimulatorSettings.defaults()
        .data(Files.createDirectories(data.resolve("books" + seed)))
        .allowances(new Allowances(5, 1_000_000, 1_000_000, 1_000_000));
  }

  private void run(long seed) throws Exception {
    Random random = new Random(seed);
    String before;
    try (XeroSimulator simulator = XeroSimulator.start(settings(seed))) {
      Xero xero = new Xero(simulator.uri());
      xero.connect(Xero.SCOPES + " accounting.banktransactions", Xero.AU);
      RandomWrites writes = new RandomWrites(xero, random);
      BookChecks checks = new BookChecks(xero);
      for (int step = 0; step < STEPS; step++) {
        simulator.advance(Duration.ofSeconds(random.nextInt(3)));
        String did = writes.one();
        checks.all("seed %d, step %d: %s".formatted(seed, step, did));
      }
      assertThat(writes.kindsDone()).as("seed %d", seed).hasSizeGreaterThan(10);
      before = xero.books().toString();
    }
    try (XeroSimulator simulator = XeroSimulator.start(settings(seed))) {
      assertThat(new Xero(simulator.uri()).books().toString()).isEqualTo(before);
    }
  }
}
