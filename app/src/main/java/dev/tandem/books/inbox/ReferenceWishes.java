package dev.tandem.books.inbox;

import dev.tandem.books.lane.Lanes;
import dev.tandem.books.reference.ReferencePart;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Somebody does not want to wait until what an organisation's books are made of is read again. */
@Component
public class ReferenceWishes {

  private final Sweeps sweeps;
  private final Lanes lanes;

  ReferenceWishes(Sweeps sweeps, Lanes lanes) {
    this.sweeps = sweeps;
    this.lanes = lanes;
  }

  /** A person wants everything of this organisation read anew. The lane does it next. */
  @Transactional
  public void readNow(UUID tenant) {
    sweeps.ask(tenant, Arrays.stream(ReferencePart.values()).map(ReferenceWork::kind).toList());
    lanes.signal();
  }

  /**
   * Whether somebody asked for a reading that has not come to its end. Of one that Xero refused
   * they may ask anew.
   */
  @Transactional(readOnly = true)
  public boolean asked(UUID tenant) {
    return Arrays.stream(ReferencePart.values())
        .flatMap(it -> sweeps.find(tenant, ReferenceWork.kind(it)).stream())
        .anyMatch(it -> it.askedAt() != null && !it.from(sweeps.now()).isAfter(sweeps.now()));
  }
}
