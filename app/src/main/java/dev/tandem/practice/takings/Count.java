package dev.tandem.practice.takings;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What there was of one means at one location when a day was closed.
 *
 * @param location null for what belongs to none
 */
public record Count(
    PaymentMethod method, @Nullable LocationId location, BigDecimal expected, BigDecimal counted) {

  /** Above zero if there was more than expected. */
  public BigDecimal difference() {
    return counted.subtract(expected);
  }
}
