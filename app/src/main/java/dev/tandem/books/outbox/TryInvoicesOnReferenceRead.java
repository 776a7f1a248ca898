package dev.tandem.books.outbox;

import dev.tandem.books.mirror.KeptCurrencies;
import dev.tandem.books.reference.ReferencePart;
import dev.tandem.books.reference.ReferenceRead;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Invoices that waited for a currency go once somebody has added it over there. */
@Component
class TryInvoicesOnReferenceRead {

  private static final int MOST = 10_000;

  private final Outbox outbox;
  private final KeptCurrencies currencies;

  TryInvoicesOnReferenceRead(Outbox outbox, KeptCurrencies currencies) {
    this.outbox = outbox;
    this.currencies = currencies;
  }

  @EventListener
  void on(ReferenceRead event) {
    if (event.part() != ReferencePart.DETAILS) {
      return;
    }
    Set<String> kept = currencies.of(event.tenant());
    List<RecordRef> waiting =
        outbox.refusals(MOST).stream()
            .filter(it -> event.tenant().equals(it.tenant()))
            .filter(it -> lacked(it.reason()).filter(kept::contains).isPresent())
            .map(Outbox.Standing::record)
            .toList();
    if (!waiting.isEmpty()) {
      outbox.tryAgain(waiting);
    }
  }

  private static Optional<String> lacked(@Nullable String reason) {
    return reason == null ? Optional.empty() : KeptCurrencies.lacking(reason);
  }
}
