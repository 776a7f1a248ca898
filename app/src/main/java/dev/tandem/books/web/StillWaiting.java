package dev.tandem.books.web;

import dev.tandem.books.outbox.Forecast;
import dev.tandem.books.outbox.Forecasts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Why records still wait after a push, and what makes them go. */
@Component
class StillWaiting {

  private final Forecasts forecasts;

  StillWaiting(Forecasts forecasts) {
    this.forecasts = forecasts;
  }

  /**
   * In sentences; empty if nothing waits.
   *
   * @param alone whether no application runs that would send what may go
   */
  List<String> because(boolean alone) {
    List<Forecasts.Of> all = forecasts.all();
    var why =
        new ArrayList<>(all.stream().flatMap(it -> it.reasons().stream()).distinct().toList());
    int behind =
        all.stream().flatMap(it -> it.parts().stream()).mapToInt(Forecasts.Part::behind).sum();
    if (behind > 0) {
      why.add(
          "%,d waiting for another record that needs a person: see Ledger, Refusals."
              .formatted(behind));
    }
    all.stream()
        .map(Forecasts.Of::going)
        .filter(it -> it.records() > 0)
        .max(Comparator.comparing(Forecast::takes))
        .ifPresent(it -> why.add(going(all, it, alone)));
    return why;
  }

  private static String going(List<Forecasts.Of> all, Forecast longest, boolean alone) {
    int records = all.stream().mapToInt(it -> it.going().records()).sum();
    return alone
        ? "%,d may go, but no application runs that would send them: start Tandem, or run this again and --wait longer."
            .formatted(records)
        : "%,d on their way: Tandem goes on with them by itself, for %s."
            .formatted(records, longest.inWords());
  }
}
