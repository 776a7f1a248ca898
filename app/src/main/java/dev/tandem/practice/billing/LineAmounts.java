package dev.tandem.practice.billing;

import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Whether the unit prices on an invoice already contain the tax, or there is none at all. */
public enum LineAmounts {
  EXCLUSIVE,
  INCLUSIVE,
  /** Whatever tax a line names, none is charged. */
  NO_TAX;

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DECIMALS = 4;

  /** As the price of this service is listed. */
  public static LineAmounts listed(ServiceView service) {
    return service.taxInclusive() ? INCLUSIVE : EXCLUSIVE;
  }

  /**
   * A listed price as an invoice of this kind says it.
   *
   * @param withTax whether the listed price contains the tax
   * @param rate of the tax, in percent
   */
  public BigDecimal price(BigDecimal listed, boolean withTax, BigDecimal rate) {
    if (withTax == (this == INCLUSIVE)) {
      return listed;
    }
    BigDecimal whole = HUNDRED.add(rate);
    return withTax
        ? listed.multiply(HUNDRED).divide(whole, DECIMALS, RoundingMode.HALF_UP)
        : listed.multiply(whole).divide(HUNDRED, DECIMALS, RoundingMode.HALF_UP);
  }
}
