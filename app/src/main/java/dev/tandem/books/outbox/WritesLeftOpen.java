package dev.tandem.books.outbox;

import dev.tandem.books.connection.OrganisationMove;
import dev.tandem.books.lane.Lanes;
import dev.tandem.shared.Practices;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * A write whose outcome is unknown belongs to the practice that made it. Were the organisation
 * another's by then, nobody could look what became of it, and after a return it would be made
 * again.
 */
@Component
class WritesLeftOpen implements OrganisationMove {

  private final Lanes lanes;
  private final PushBatches batches;

  WritesLeftOpen(Lanes lanes, PushBatches batches) {
    this.lanes = lanes;
    this.batches = batches;
  }

  @Override
  public boolean leavesWritesOpen(String provider, String tenantId) {
    UUID tenant = UUID.fromString(tenantId);
    return lanes
        .holder(provider, tenant)
        .filter(it -> !it.equals(Practices.current()))
        .filter(it -> Practices.in(it, () -> batches.anyOpen(tenant)))
        .isPresent();
  }
}
