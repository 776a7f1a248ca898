package dev.tandem.books.outbox;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.MappingChanged;
import dev.tandem.books.mapping.PaymentAccounts;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Money that waited for an account to go to is tried again once somebody has named one. */
@Component
class TryPaymentsOnMappingChanged {

  private static final int MOST = 10_000;

  private static final Set<String> MONEY =
      Set.of(Kind.PAYMENT.text(), Kind.ADVANCE.text(), Kind.REFUND.text(), Kind.RECEIPT.text());

  private final Outbox outbox;

  TryPaymentsOnMappingChanged(Outbox outbox) {
    this.outbox = outbox;
  }

  @EventListener
  void on(MappingChanged event) {
    List<RecordRef> waiting =
        outbox.refusals(MOST).stream()
            .filter(it -> event.tenant().equals(it.tenant()))
            .filter(it -> MONEY.contains(it.record().kind()))
            .filter(it -> PaymentAccounts.lacks(it.reason()))
            .map(Outbox.Standing::record)
            .toList();
    if (!waiting.isEmpty()) {
      outbox.tryAgain(waiting);
    }
  }
}
