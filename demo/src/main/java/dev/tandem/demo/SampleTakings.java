package dev.tandem.demo;

import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.OpenDay;
import dev.tandem.practice.takings.Takings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.context.ApplicationContext;

/**
 * Card and cash wait for the close of their day since last week. The days since are closed, one of
 * them with a difference; the last one with takings is left for whoever looks to be closed.
 */
final class SampleTakings {

  /** Early enough for a few closed days, late enough that few sums have to reach the ledger. */
  static final int DAYS_KEPT = 6;

  private static final BigDecimal MISSING = new BigDecimal("5.00");

  private final Takings takings;
  private final KeptMethods methods;

  SampleTakings(ApplicationContext application) {
    this.takings = application.getBean(Takings.class);
    this.methods = application.getBean(KeptMethods.class);
  }

  void keep() {
    methods.change(List.of(PaymentMethod.CARD, PaymentMethod.CASH));
  }

  void close(LocalDate today) {
    List<LocalDate> days =
        takings.openDays().stream().map(OpenDay::day).filter(it -> it.isBefore(today)).toList();
    boolean lacking = true;
    for (LocalDate it : days.subList(0, Math.max(0, days.size() - 1))) {
      lacking = !close(it, lacking) && lacking;
    }
  }

  /**
   * @param lacking whether some of the cash is missing, if there is any
   * @return whether some is
   */
  private boolean close(LocalDate date, boolean lacking) {
    DayTakings day = takings.of(date);
    List<Count> counts =
        day.toCount().stream()
            .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
            .toList();
    Count cash =
        lacking
            ? counts.stream()
                .filter(it -> it.method() == PaymentMethod.CASH)
                .filter(it -> it.expected().compareTo(MISSING) > 0)
                .findFirst()
                .orElse(null)
            : null;
    List<Count> counted =
        cash == null
            ? counts
            : counts.stream().map(it -> it.equals(cash) ? lacking(it) : it).toList();
    takings.close(date, day.seen(), counted, cash == null ? "" : "Change given twice");
    return cash != null;
  }

  private static Count lacking(Count it) {
    return new Count(it.method(), it.location(), it.expected(), it.expected().subtract(MISSING));
  }
}
