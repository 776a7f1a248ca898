package dev.tandem.simulator;

import dev.tandem.simulator.clock.SimulatorClock;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.journal.Drawer;
import dev.tandem.simulator.journal.Journal;
import java.time.Duration;

/** Remembers how far the clock has been pushed, so that time never runs back after a restart. */
final class ClockPosition {
  private final Drawer drawer;
  private final SimulatorClock clock;

  ClockPosition(Journal journal, SimulatorClock clock) {
    this.drawer = new Drawer("clock", journal);
    this.clock = clock;
  }

  /** From now on every push is written down. */
  void watch() {
    clock.onAdvance(() -> drawer.put("offset", Json.object().put("ms", clock.offset().toMillis())));
  }

  /** Where it stood; real time if it was never pushed. */
  void restore() {
    clock.offset(
        drawer
            .get("offset")
            .map(entry -> Duration.ofMillis(entry.path("ms").asLong()))
            .orElse(Duration.ZERO));
  }
}
