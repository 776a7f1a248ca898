package dev.tandem.practice.setup;

import java.math.BigDecimal;

/** A service as typed; see {@link ServiceView}. The price is in the practice's currency. */
public record ServiceDetails(
    String name,
    int minutes,
    BigDecimal price,
    boolean taxInclusive,
    String accountCode,
    String taxType,
    BigDecimal taxRate,
    String colour) {

  /** The same, taxed with this rate, in percent. */
  public ServiceDetails charged(BigDecimal rate) {
    return new ServiceDetails(
        name, minutes, price, taxInclusive, accountCode, taxType, rate, colour);
  }
}
