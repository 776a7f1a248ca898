package dev.tandem.practice.takings;

import dev.tandem.practice.billing.PaymentRemoved;
import dev.tandem.practice.billing.PaymentTaken;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Before anybody sends it: whether a payment goes by itself is decided here. */
@Component
class KeepPaymentOnPaymentTaken {

  private static final int FIRST = 0;

  private final Takings takings;

  KeepPaymentOnPaymentTaken(Takings takings) {
    this.takings = takings;
  }

  @EventListener
  @Order(FIRST)
  void on(PaymentTaken event) {
    if (!event.fromLedger()) {
      takings.take(event.payment());
    }
  }

  /** One that was removed over there went with its whole receipt. */
  @EventListener
  @Order(FIRST)
  void on(PaymentRemoved event) {
    if (!event.fromLedger()) {
      takings.remove(event.payment());
    }
  }
}
