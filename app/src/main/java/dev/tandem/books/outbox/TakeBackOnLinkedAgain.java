package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.LinkedAgain;
import dev.tandem.books.mirror.PaymentFoundThere;
import dev.tandem.shared.RecordRef;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What the ledger has after all is not left out, and what was with it goes to it. */
@Component
class TakeBackOnLinkedAgain {

  private final LeftOut leftOut;
  private final PushQueue queue;

  TakeBackOnLinkedAgain(LeftOut leftOut, PushQueue queue) {
    this.leftOut = leftOut;
    this.queue = queue;
  }

  @EventListener
  void on(LinkedAgain event) {
    if (leftOut.has(event.record())) {
      leftOut.takeBack(event.record()).forEach(queue::again);
    }
  }

  @EventListener
  void on(PaymentFoundThere event) {
    leftOut.isThere(new RecordRef(Kind.PAYMENT.text(), event.payment().value()));
  }
}
