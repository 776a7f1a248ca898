package dev.tandem.books.inbox;

import dev.tandem.books.connection.Binding;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.OrganisationConnected;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * An organisation that another practice had meanwhile is read as one that was never read: whatever
 * carries a mark of Tandem there and is not known here is that practice's, and stays away.
 */
@Component
class ForgetReadingOnOrganisationConnected {

  private final Connections connections;
  private final Lanes lanes;
  private final Sweeps sweeps;

  ForgetReadingOnOrganisationConnected(Connections connections, Lanes lanes, Sweeps sweeps) {
    this.connections = connections;
    this.lanes = lanes;
    this.sweeps = sweeps;
  }

  /** First, while the lane still names whom it worked for. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void on(OrganisationConnected event) {
    Binding binding = connections.binding(event.binding());
    UUID tenant = UUID.fromString(binding.tenantId());
    boolean another =
        lanes
            .holder(binding.provider(), tenant)
            .filter(it -> !it.equals(Practices.current()))
            .isPresent();
    if (another) {
      sweeps.forgetReading(tenant, Arrays.stream(Kind.values()).map(Kind::text).toList());
    }
  }
}
