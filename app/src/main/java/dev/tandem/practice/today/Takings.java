package dev.tandem.practice.today;

import dev.tandem.practice.billing.PaymentMethod;
import java.math.BigDecimal;
import java.util.Map;

/** What came in today. */
record Takings(Map<PaymentMethod, BigDecimal> byMethod, BigDecimal total) {

  static Takings of(Map<PaymentMethod, BigDecimal> byMethod) {
    return new Takings(
        byMethod, byMethod.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add));
  }
}
