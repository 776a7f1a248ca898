package dev.tandem.practice.credits;

import dev.tandem.practice.billing.DaysBetweenTwins;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Likeness;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentTwin;
import dev.tandem.practice.billing.UnusedMoney;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** A deposit that no invoice uses may be the money that somebody is about to take. */
@Component
class DepositsAlike implements UnusedMoney {

  private final Advances advances;

  DepositsAlike(Advances advances) {
    this.advances = advances;
  }

  @Override
  public List<PaymentTwin> alike(InvoiceView invoice, PaymentDetails payment) {
    return advances.near(invoice.billTo(), invoice.currency(), payment.date()).stream()
        .filter(it -> it.remaining().signum() > 0)
        .flatMap(it -> alike(it, payment).map(like -> twin(it, like)).stream())
        .toList();
  }

  private static Optional<Likeness> alike(AdvanceView it, PaymentDetails payment) {
    BigDecimal left = it.remaining();
    // What is left of one came in as another amount: nobody took a fee off that. Nor is cash one
    // that came by card; the same amount may well be meant all the same.
    boolean near =
        left.compareTo(it.amount()) == 0
            && (it.fromLedger()
                || it.method().mayBe(it.reference(), payment.method(), payment.reference()));
    return Likeness.of(left, payment.amount(), it.currency(), payment.method().feeless())
        .filter(like -> like.isEqual() || near)
        // One that was taken here is known to be for later: days after it is often meant.
        .filter(
            like ->
                DaysBetweenTwins.near(
                    it.date(), payment.date(), like, it.fromLedger() || like.isEqual()));
  }

  static PaymentTwin twin(AdvanceView it, Likeness like) {
    return new PaymentTwin(
        "deposit:" + it.id(),
        PaymentTwin.Place.DEPOSIT,
        it.date(),
        it.amount(),
        it.currency(),
        it.reference(),
        null,
        it.fromLedger(),
        it.takenAt(),
        it.remaining(),
        like);
  }
}
