package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Features;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which of the practice's organisations our changes of each kind may leave for, and why not for the
 * others.
 */
@Component
class Gates {

  private final Connections connections;
  private final LedgerFeatures features;
  private final Lanes lanes;
  private final PushGuards guards;
  private final Pauses pauses;

  Gates(
      Connections connections,
      LedgerFeatures features,
      Lanes lanes,
      PushGuards guards,
      Pauses pauses) {
    this.connections = connections;
    this.features = features;
    this.lanes = lanes;
    this.guards = guards;
    this.pauses = pauses;
  }

  /**
   * For one kind of record to one organisation.
   *
   * @param ended disconnected by a person; what is linked there rests
   * @param flowing whether what waits goes by itself
   * @param why what stops it, in a whole sentence; null if it flows or sending is off
   * @param since when that began; null if it flows or sending is off
   */
  record Gate(
      UUID tenant,
      Kind kind,
      boolean ended,
      boolean flowing,
      @Nullable String why,
      @Nullable Instant since) {}

  private record Way(UUID tenant, Kind kind) {}

  /** All of them, taken once for many records. */
  static final class Open {

    private final Map<Way, Gate> gates;

    private Open(Map<Way, Gate> gates) {
      this.gates = gates;
    }

    Gate of(UUID tenant, Kind kind) {
      Gate gate = gates.get(new Way(tenant, kind));
      return gate == null ? noOrganisation(kind) : gate;
    }

    private static Gate noOrganisation(Kind kind) {
      return new Gate(
          Destinations.TO_COME,
          kind,
          false,
          false,
          "Waits until its organisation is connected.",
          null);
    }

    List<Gate> all() {
      return List.copyOf(gates.values());
    }

    UUID[] living() {
      return gates.values().stream()
          .filter(it -> !it.ended())
          .map(Gate::tenant)
          .toArray(UUID[]::new);
    }

    UUID[] ended() {
      return gates.values().stream()
          .filter(Gate::ended)
          .map(Gate::tenant)
          .distinct()
          .toArray(UUID[]::new);
    }
  }

  Open now() {
    Map<UUID, Pauses.Pause> paused = new HashMap<>();
    for (LaneState it : lanes.states()) {
      if (it.paused()) {
        paused.put(it.lane().tenant(), Pauses.UNKNOWN);
      }
    }
    if (!paused.isEmpty()) {
      pauses.now().forEach(paused::replace);
    }
    var gates = new HashMap<Way, Gate>();
    for (Binding it : connections.bindings()) {
      UUID tenant = UUID.fromString(it.tenantId());
      Features which = it.active() ? features.of(it.id()) : null;
      String stopped = it.mayPush() ? guards.stop(it).map(PushGuard.Stop::why).orElse(null) : null;
      for (Kind kind : Kind.values()) {
        gates.put(
            new Way(tenant, kind), gate(tenant, kind, it, paused.get(tenant), stopped, which));
      }
    }
    return new Open(gates);
  }

  private static Gate gate(
      UUID tenant,
      Kind kind,
      Binding it,
      Pauses.@Nullable Pause paused,
      @Nullable String stopped,
      @Nullable Features features) {
    String closed = features == null ? null : features.paused(kind.text()).orElse(null);
    if (closed != null) {
      return new Gate(tenant, kind, false, false, closed, null);
    }
    String name = it.organisationName();
    String why =
        switch (it.status()) {
          case DISCONNECTED -> name + " is disconnected.";
          case NEEDS_ATTENTION -> "The connection with " + name + " needs attention.";
          case SUSPENDED -> "The connection with " + name + " is suspended.";
          case ACTIVE ->
              paused == null ? stopped : "Calls to " + name + " are " + paused.inWords() + ".";
        };
    return new Gate(
        tenant,
        kind,
        it.status() == Binding.Status.DISCONNECTED,
        it.mayPush() && paused == null && stopped == null,
        why,
        why == null ? null : it.active() ? paused == null ? null : paused.at() : it.since());
  }
}
