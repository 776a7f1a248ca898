package dev.tandem.books.inbox;

import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationConnected;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An organisation that is connected while a webhook is silent is not told anything, either. */
@Component
class NoteSilenceOnOrganisationConnected {

  /** By then it is connected for whoever looks. */
  private static final Duration COMMITTED = Duration.ofSeconds(30);

  private final Connections connections;
  private final GapsToNote gaps;
  private final Clock clock;

  NoteSilenceOnOrganisationConnected(Connections connections, GapsToNote gaps, Clock clock) {
    this.connections = connections;
    this.gaps = gaps;
    this.clock = clock;
  }

  @EventListener
  void on(OrganisationConnected event) {
    gaps.connected(
        UUID.fromString(connections.binding(event.binding()).tenantId()),
        clock.instant().plus(COMMITTED));
  }
}
