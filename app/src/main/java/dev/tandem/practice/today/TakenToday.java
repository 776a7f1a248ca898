package dev.tandem.practice.today;

import dev.tandem.practice.billing.BillingFigures.Taken;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Besides;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came in today.
 *
 * @param byMethod in the practice's own currency
 * @param besides in other currencies
 */
record TakenToday(Map<PaymentMethod, BigDecimal> byMethod, BigDecimal total, List<Money> besides) {

  static TakenToday of(List<Taken> taken, String own) {
    var byMethod = new EnumMap<PaymentMethod, BigDecimal>(PaymentMethod.class);
    taken.stream()
        .filter(it -> it.amount().currency().equals(own))
        .forEach(it -> byMethod.put(it.method(), it.amount().amount()));
    return new TakenToday(
        byMethod,
        byMethod.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add),
        Besides.of(taken.stream().map(Taken::amount).toList(), own));
  }
}
