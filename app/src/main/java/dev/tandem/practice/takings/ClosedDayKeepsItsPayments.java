package dev.tandem.practice.takings;

import dev.tandem.practice.billing.CountedPayments;
import dev.tandem.practice.billing.PaymentId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * A payment that was counted and closed with a day stays on it: otherwise the day would say another
 * sum than the one that somebody counted, and the bank another than the day.
 */
@Component
class ClosedDayKeepsItsPayments implements CountedPayments {

  private final TakingsRepository takings;

  ClosedDayKeepsItsPayments(TakingsRepository takings) {
    this.takings = takings;
  }

  @Override
  public Optional<String> keepsItsDay(PaymentId payment) {
    return takings
        .kept(payment)
        .flatMap(it -> Optional.ofNullable(it.receipt()))
        .flatMap(it -> takings.receipts(List.of(it)).stream().findFirst())
        .map(
            it ->
                "This payment was counted and closed with the takings of %s. Open that day again under Takings, then give the payment another day; or give its whole receipt another date for the bank."
                    .formatted(UnclosedDays.DAY.format(it.day())));
  }
}
