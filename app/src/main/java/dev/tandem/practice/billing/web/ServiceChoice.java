package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.setup.ServiceId;
import dev.tandem.practice.setup.ServiceView;
import dev.tandem.shared.Money;
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
        Money.typed(it.price().amount(), it.price().currency()),
        price(it, rate, LineAmounts.INCLUSIVE),
        price(it, rate, LineAmounts.EXCLUSIVE));
  }

  private static String price(ServiceView it, BigDecimal rate, LineAmounts amounts) {
    BigDecimal price = amounts.price(it.price().amount(), it.taxInclusive(), rate);
    return Money.typed(price, it.price().currency());
  }
}
