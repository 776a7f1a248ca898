package dev.tandem.practice.today;

import dev.tandem.practice.billing.BillingFigures.Age;
import dev.tandem.practice.billing.BillingFigures.Due;
import dev.tandem.shared.Besides;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;

/**
 * Money due by age, as parts of one bar, in the practice's own currency.
 *
 * @param besides in other currencies
 */
record Owed(List<Part> parts, BigDecimal total, BigDecimal late, List<Money> besides) {

  /**
   * @param name for the style sheet
   * @param begin where the part begins on the bar, percent
   * @param share how much of the bar it takes, percent
   */
  record Part(String name, String label, BigDecimal amount, BigDecimal begin, BigDecimal share) {}

  static Owed of(List<Due> due, String own) {
    var byAge = new EnumMap<Age, BigDecimal>(Age.class);
    due.stream()
        .filter(it -> it.amount().currency().equals(own))
        .forEach(it -> byAge.put(it.age(), it.amount().amount()));
    BigDecimal total = byAge.values().stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    var parts = new ArrayList<Part>();
    BigDecimal begin = BigDecimal.ZERO;
    for (Age age : Age.values()) {
      BigDecimal amount = byAge.getOrDefault(age, new BigDecimal("0.00"));
      BigDecimal share =
          total.signum() <= 0
              ? BigDecimal.ZERO
              : amount.multiply(BigDecimal.valueOf(100)).divide(total, 2, RoundingMode.HALF_UP);
      String name = age.name().toLowerCase(Locale.ROOT).replace('_', '-');
      parts.add(new Part(name, age.label(), amount, begin, share));
      begin = begin.add(share);
    }
    return new Owed(
        parts,
        total,
        total.subtract(byAge.getOrDefault(Age.NOT_YET, BigDecimal.ZERO)),
        Besides.of(due.stream().map(Due::amount).toList(), own));
  }
}
