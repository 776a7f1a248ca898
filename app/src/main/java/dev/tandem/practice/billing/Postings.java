package dev.tandem.practice.billing;

import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.PractitionerId;
import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a line belongs in the books of the organisation that its invoice goes to. */
public interface Postings {

  /**
   * @param service null for a line of none: then only what is less particular speaks
   * @param practitioner whose work it was; null if nobody's in particular
   * @param location where it was done; null if nowhere in particular
   */
  Posting of(
      @Nullable ServiceView service,
      @Nullable PractitionerId practitioner,
      @Nullable LocationId location);

  /**
   * Percent; empty where nothing is known of the tax.
   *
   * @param location where it was earned; null if nowhere in particular
   */
  Optional<BigDecimal> rate(String taxType, @Nullable LocationId location);
}
