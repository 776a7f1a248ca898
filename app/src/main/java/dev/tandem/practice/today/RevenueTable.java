package dev.tandem.practice.today;

import dev.tandem.practice.billing.BillingFigures.Revenue;
import dev.tandem.practice.setup.LocationView;
import dev.tandem.shared.Besides;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Revenue without tax in the practice's own currency: weeks across, locations down. The chart is
 * drawn from the same table.
 *
 * @param besides in other currencies, of all weeks
 */
record RevenueTable(List<LocalDate> weeks, List<Row> rows, List<Money> besides) {

  record Row(String name, String colour, List<BigDecimal> amounts) {

    boolean earned() {
      return amounts.stream().anyMatch(it -> it.signum() != 0);
    }
  }

  static RevenueTable of(
      LocalDate first, int count, List<Revenue> earned, List<LocationView> locations, String own) {
    List<Revenue> revenue =
        earned.stream().filter(it -> it.amount().currency().equals(own)).toList();
    List<LocalDate> weeks = Stream.iterate(first, it -> it.plusWeeks(1)).limit(count).toList();
    var rows = new ArrayList<Row>();
    for (LocationView location : locations) {
      var here =
          revenue.stream().filter(it -> Objects.equals(it.location(), location.id())).toList();
      rows.add(new Row(location.name(), location.colour(), amounts(weeks, here)));
    }
    var elsewhere =
        revenue.stream()
            .filter(it -> locations.stream().noneMatch(place -> place.id().equals(it.location())))
            .toList();
    rows.add(new Row("Elsewhere", "#94a3a0", amounts(weeks, elsewhere)));
    return new RevenueTable(
        weeks,
        rows.stream().filter(Row::earned).toList(),
        Besides.of(earned.stream().map(Revenue::amount).toList(), own));
  }

  private static List<BigDecimal> amounts(List<LocalDate> weeks, List<Revenue> own) {
    return weeks.stream()
        .map(
            week ->
                own.stream()
                    .filter(it -> it.week().equals(week))
                    .map(it -> it.amount().amount())
                    .reduce(new BigDecimal("0.00"), BigDecimal::add))
        .toList();
  }
}
