package dev.tandem.books.outbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.practice.setup.LocationId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The organisation for what is in none yet: that of its location, else the main one. What is linked
 * or waits somewhere stays there ({@link PendingPushes}).
 */
@Component
class Destinations {

  /** Stands for the organisation that is not connected yet, or not any more. */
  static final UUID TO_COME = new UUID(0, 0);

  private final Connections connections;

  Destinations(Connections connections) {
    this.connections = connections;
  }

  UUID main() {
    return tenant(connections.main());
  }

  UUID of(@Nullable LocationId location) {
    return tenant(connections.organisationOf(location));
  }

  /** Those that the practice is tied to now, whatever state they are in. */
  List<UUID> living() {
    return connections.bindings().stream()
        .filter(it -> it.status() != Binding.Status.DISCONNECTED)
        .map(it -> UUID.fromString(it.tenantId()))
        .toList();
  }

  private static UUID tenant(Optional<Binding> binding) {
    return binding.map(it -> UUID.fromString(it.tenantId())).orElse(TO_COME);
  }
}
