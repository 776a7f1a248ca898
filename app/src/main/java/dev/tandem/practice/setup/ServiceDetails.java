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
    String colour) {}
