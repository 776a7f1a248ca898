package dev.tandem.simulator;

import dev.tandem.simulator.journal.Journal.Told;
import java.util.List;

/** Everything a simulator keeps, at one moment. It can be put back any number of times. */
public final class SimulatorState {
  private final List<Told> entries;

  SimulatorState(List<Told> entries) {
    this.entries = List.copyOf(entries);
  }

  List<Told> entries() {
    return entries;
  }
}
