package dev.tandem.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Five hundred changes under faults, the application killed in the middle, both books compared: two
 * runs that are always the same ones, and one that nobody has seen before. {@code ./tandem bench
 * chaos} makes as many as one likes.
 */
class ChaosTest {

  @Test
  void bothBooksAreEqualWhateverFails() throws Exception {
    long unknown = ChaosOptions.anySeed();
    var said = new ArrayList<String>();
    ChaosTally tally =
        ChaosRuns.go(
            ChaosOptions.of(List.of(101L, 105L, unknown), Path.of("target", "chaos")), said::add);
    System.out.println(String.join("\n", said));
    assertThat(tally.findings()).isEmpty();
  }
}
