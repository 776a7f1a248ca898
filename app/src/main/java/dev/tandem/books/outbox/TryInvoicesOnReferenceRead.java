package dev.tandem.books.outbox;

import dev.tandem.books.mirror.ChargedTaxes;
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

/**
 * Documents that waited for a currency go once somebody has added it over there, those that waited
 * because of what a tax comes to once that is another.
 */
@Component
class TryInvoicesOnReferenceRead {

  private static final int MOST = 10_000;

  private final Outbox outbox;
  private final KeptCurrencies currencies;
  private final ChargedTaxes taxes;

  TryInvoicesOnReferenceRead(Outbox outbox, KeptCurrencies currencies, ChargedTaxes taxes) {
    this.taxes = taxes;
    this.outbox = outbox;
    this.currencies = currencies;
  }

  @EventListener
  void on(ReferenceRead event) {
    Set<String> kept = currencies.of(event.tenant());
    boolean chart = event.part() == ReferencePart.CHART;
    List<RecordRef> waiting =
        outbox.refusals(MOST).stream()
            .filter(it -> event.tenant().equals(it.tenant()))
            .filter(
                it ->
                    chart
                        ? it.reason() != null && taxes.outdated(event.tenant(), it.reason())
                        : lacked(it.reason()).filter(kept::contains).isPresent())
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
