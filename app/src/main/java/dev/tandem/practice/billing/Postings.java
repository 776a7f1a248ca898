package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import org.jspecify.annotations.Nullable;

/** Where a line belongs in the books of the organisation that its invoice goes to. */
public interface Postings {

  /**
   * @param practitioner whose work it was; null if nobody's in particular
   * @param location where it was done; null if nowhere in particular
   */
  Posting of(
      ServiceView service, @Nullable PractitionerId practitioner, @Nullable LocationId location);
}
