package dev.tandem.books.web;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Route;
import dev.tandem.books.lane.LaneId;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Refused;
import dev.tandem.shared.nodes.Nodes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a command works with. Beside a running application it only asks and watches; without one it
 * takes the lanes' turns itself.
 */
@Component
class PracticeLanes {

  private final Connections connections;
  private final Lanes lanes;
  private final Nodes nodes;
  private final Setup setup;
  private final Clock clock;

  PracticeLanes(Connections connections, Lanes lanes, Nodes nodes, Setup setup, Clock clock) {
    this.connections = connections;
    this.lanes = lanes;
    this.nodes = nodes;
    this.setup = setup;
    this.clock = clock;
  }

  /**
   * @param name or id of one; empty for all that have an organisation
   * @throws Refused if there is none of this name
   */
  List<PracticeId> practices(String name) {
    return name.isEmpty()
        ? connections.routes().stream().map(Route::practice).distinct().toList()
        : List.of(setup.named(name));
  }

  /** How those of the current practice stand. */
  List<LaneState> states() {
    return lanes.states();
  }

  /** Whether no application runs that would do it. */
  boolean alone() {
    return nodes.living().isEmpty();
  }

  /**
   * Until nothing waits any more in the current practice, or the time is over.
   *
   * @param most in real time
   * @param look so long between two looks where there is nothing to do meanwhile
   * @param waits asked after each turn
   */
  void until(Duration most, Duration look, BooleanSupplier waits) {
    boolean alone = alone();
    long end = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < end && waits.getAsBoolean()) {
      Instant due = alone ? turns() : null;
      if (due == null || due.isAfter(clock.instant())) {
        LockSupport.parkNanos(look.toNanos());
      }
    }
  }

  /** When the first of the lanes has to be up again; null if none has. */
  private @Nullable Instant turns() {
    Instant first = null;
    for (LaneId it : lanes.ofPractice()) {
      Instant due = lanes.runOnce(it);
      first = due == null || (first != null && first.isBefore(due)) ? first : due;
    }
    return first;
  }
}
