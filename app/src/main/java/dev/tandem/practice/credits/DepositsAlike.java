package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.UnusedMoney;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;

/** A deposit that no invoice uses may be the money that somebody is about to take. */
@Component
class DepositsAlike implements UnusedMoney {

  private final Advances advances;

  DepositsAlike(Advances advances) {
    this.advances = advances;
  }

  @Override
  public List<PaymentTwin> alike(
      InvoiceView invoice, BigDecimal amount, LocalDate from, LocalDate until) {
    return advances.usable(invoice.billTo(), invoice.currency()).stream()
        .filter(it -> it.remaining().compareTo(amount) == 0)
        .filter(it -> !it.date().isBefore(from) && !it.date().isAfter(until))
        .map(
            it ->
                new PaymentTwin(
                    "deposit:" + it.id(),
                    PaymentTwin.Place.DEPOSIT,
                    it.date(),
                    it.amount(),
                    it.currency(),
                    it.reference(),
                    null,
                    it.fromLedger(),
                    it.takenAt()))
        .toList();
  }
}
