package dev.tandem.bench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** The bench, small. {@code ./tandem bench model} takes as many steps as one likes. */
class ModelTest {

  private static final int STEPS = 120;
  private static final long SEED = 7;

  @Test
  void nothingVanishesWhateverTwoPeopleDoAtTheSameTime() {
    var said = new ArrayList<String>();
    ModelTally tally = Model.go(ModelOptions.of(STEPS, SEED), said::add);
    String story = String.join("\n", said) + "\n" + tally.table();
    assertThat(tally.vanished()).as(story).isEmpty();
    assertThat(tally.unequal()).as(story).isEmpty();
    assertThat(tally.broken()).as(story).isEmpty();
    assertThat(tally.accepted()).as(story).isGreaterThan(STEPS / 4);
  }
}
