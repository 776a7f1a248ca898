package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.MappingChanged;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.shared.RecordRef;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Payments that waited for an account to go to are tried again once somebody has named one. */
@Component
class TryPaymentsOnMappingChanged {

  private static final int MOST = 10_000;

  private final Outbox outbox;

  TryPaymentsOnMappingChanged(Outbox outbox) {
    this.outbox = outbox;
  }

  @EventListener
  void on(MappingChanged event) {
    List<RecordRef> waiting =
        outbox.refusals(MOST).stream()
            .filter(it -> event.tenant().equals(it.tenant()))
            .filter(it -> it.record().kind().equals(Kind.PAYMENT.text()))
            .filter(it -> PaymentAccounts.lacks(it.reason()))
            .map(Outbox.Standing::record)
            .toList();
    if (!waiting.isEmpty()) {
      outbox.tryAgain(waiting);
    }
  }
}
