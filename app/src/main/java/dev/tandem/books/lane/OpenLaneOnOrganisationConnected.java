package dev.tandem.books.lane;

import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.ConnectionRecovered;
import dev.tandem.books.connection.ConnectionResumed;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.FeatureTurned;
import dev.tandem.books.connection.OrganisationConnected;
import dev.tandem.books.connection.SendingTurnedOff;
import dev.tandem.books.connection.SendingTurnedOn;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** An organisation that we may call has a lane, and the lane looks at once what there is to do. */
@Component
class OpenLaneOnOrganisationConnected {

  private final Connections connections;
  private final Lanes lanes;

  OpenLaneOnOrganisationConnected(Connections connections, Lanes lanes) {
    this.connections = connections;
    this.lanes = lanes;
  }

  @EventListener
  void on(OrganisationConnected event) {
    wake(event.binding());
  }

  @EventListener
  void on(ConnectionRecovered event) {
    wake(event.binding());
  }

  @EventListener
  void on(ConnectionResumed event) {
    wake(event.binding());
  }

  @EventListener
  void on(SendingTurnedOn event) {
    wake(event.binding());
  }

  /** The turn under way looks anew, and nothing more leaves. */
  @EventListener
  void on(SendingTurnedOff event) {
    lanes.signal();
  }

  @EventListener
  void on(FeatureTurned event) {
    if (event.on()) {
      wake(event.binding());
    } else {
      lanes.signal();
    }
  }

  private void wake(BindingId binding) {
    lanes.open(connections.binding(binding));
    lanes.signal();
  }
}
