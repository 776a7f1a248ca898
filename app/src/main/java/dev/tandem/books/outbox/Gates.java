package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneState;
import dev.tandem.books.lane.Lanes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which of the practice's organisations our changes may leave for, and why not for the others. */
@Component
class Gates {

  private final Connections connections;
  private final Lanes lanes;

  Gates(Connections connections, Lanes lanes) {
    this.connections = connections;
    this.lanes = lanes;
  }

  /**
   * @param ended disconnected by a person; what is linked there rests
   * @param flowing whether what waits goes by itself
   * @param why what stops it, in a whole sentence; null if it flows or sending is off
   * @param since when that began; null if it flows or sending is off
   */
  record Gate(
      UUID tenant, boolean ended, boolean flowing, @Nullable String why, @Nullable Instant since) {}

  /** All of them, taken once for many records. */
  static final class Open {

    private static final Gate NO_ORGANISATION =
        new Gate(
            Destinations.TO_COME, false, false, "Waits until its organisation is connected.", null);

    private final Map<UUID, Gate> gates;

    private Open(Map<UUID, Gate> gates) {
      this.gates = gates;
    }

    Gate of(UUID tenant) {
      return Objects.requireNonNull(gates.getOrDefault(tenant, NO_ORGANISATION));
    }

    List<Gate> all() {
      return List.copyOf(gates.values());
    }

    UUID[] ended() {
      return gates.values().stream().filter(Gate::ended).map(Gate::tenant).toArray(UUID[]::new);
    }
  }

  Open now() {
    Set<UUID> paused = new HashSet<>();
    for (LaneState it : lanes.states()) {
      if (it.paused()) {
        paused.add(it.lane().tenant());
      }
    }
    var gates = new HashMap<UUID, Gate>();
    for (Binding it : connections.bindings()) {
      UUID tenant = UUID.fromString(it.tenantId());
      gates.put(tenant, gate(tenant, it, paused.contains(tenant)));
    }
    return new Open(gates);
  }

  private static Gate gate(UUID tenant, Binding it, boolean paused) {
    String name = it.organisationName();
    String why =
        switch (it.status()) {
          case DISCONNECTED -> name + " is disconnected.";
          case NEEDS_ATTENTION -> "The connection with " + name + " needs attention.";
          case SUSPENDED -> "The connection with " + name + " is suspended.";
          case ACTIVE -> paused ? "Calls to " + name + " are paused." : null;
        };
    return new Gate(
        tenant,
        it.status() == Binding.Status.DISCONNECTED,
        it.mayPush() && !paused,
        why,
        why == null || paused ? null : it.since());
  }
}
