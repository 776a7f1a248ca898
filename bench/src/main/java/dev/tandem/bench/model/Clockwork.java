package dev.tandem.bench.model;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts steps and gives each change a value that no other has. */
final class Clockwork {

  private final Clock clock;
  private int step;
  private int values;

  Clockwork(Clock clock) {
    this.clock = clock;
  }

  void next() {
    step++;
  }

  int step() {
    return step;
  }

  int value() {
    return ++values;
  }

  Instant now() {
    return clock.instant();
  }

  Edits.Edit edit(Edits.Side side, String value, @Nullable String saw) {
    return new Edits.Edit(step, side, now(), value, saw);
  }
}
