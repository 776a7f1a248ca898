package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import java.math.BigDecimal;

/**
 * A service to choose for a line, with its price as an invoice would say it.
 *
 * @param listed with or without tax as the service has it
 */
record ServiceChoice(ServiceId id, String name, String listed, String inclusive, String exclusive) {

  /**
   * @param rate of the tax that a line of it gets, in percent
   */
  static ServiceChoice of(ServiceView it, BigDecimal rate) {
    return new ServiceChoice(
        it.id(),
        it.name(),
        it.price().amount().toPlainString(),
        price(it, rate, LineAmounts.INCLUSIVE),
        price(it, rate, LineAmounts.EXCLUSIVE));
  }

  private static String price(ServiceView it, BigDecimal rate, LineAmounts amounts) {
    BigDecimal price = amounts.price(it.price().amount(), it.taxInclusive(), rate);
    return price.stripTrailingZeros().scale() <= 2
        ? price.setScale(2).toPlainString()
        : price.stripTrailingZeros().toPlainString();
  }
}
