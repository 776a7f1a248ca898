package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mapping.MappingChanged;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.WaitingRecords.Entry;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Money that the ledger refused for its account goes again once somebody has named another. */
@Component
class TryAgainOnMappingChanged {

  private static final Set<Kind> MONEY =
      Set.of(Kind.PAYMENT, Kind.REFUND, Kind.RECEIPT, Kind.ADVANCE);

  private final HeldAlike held;
  private final Outbox outbox;

  TryAgainOnMappingChanged(HeldAlike held, Outbox outbox) {
    this.held = held;
    this.outbox = outbox;
  }

  @EventListener
  void on(MappingChanged event) {
    for (Kind kind : MONEY) {
      List<Entry> waiting = held.of(event.tenant(), kind, Step.MAPPING);
      if (!waiting.isEmpty()) {
        outbox.tryAgain(waiting.stream().map(Entry::record).toList());
      }
    }
  }
}
