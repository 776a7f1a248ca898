package dev.tandem.bench.lives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives of invoices, some that are always the same ones, and some that nobody has seen before.
 * {@code ./tandem bench lives} makes as many as one likes.
 */
class LivesTest {

  private static final long KNOWN = 7;

  static long[] seeds() {
    return new long[] {KNOWN, LivesOptions.anySeed()};
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void bothSidesAreEqualWhateverBecomesOfAnInvoice(long seed) {
    var said = new ArrayList<String>();
    LivesTally tally = Lives.go(LivesOptions.of(seed == KNOWN ? 120 : 30, seed), said::add);
    System.out.println("Lives of seed " + seed + "\n" + String.join("\n", said));
    assertThat(tally.findings()).isEmpty();
    if (seed == KNOWN) {
      // Of so few that nobody has seen before a rare step may be missing.
      assertThat(tally.steps().keySet()).as("everything was done").containsExactly(Step.values());
    }
  }
}
