package dev.tandem.books.mirror;

import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerCredit;
import dev.tandem.books.ledger.LedgerRecord;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What settles an invoice that a restored copy had lost. Credits of ours that were read before it
 * came back settle, as far as is known here, an invoice of nobody's.
 */
@Component
class ReturnedCredits {

  private final Links links;
  private final ApplicationEventPublisher events;

  ReturnedCredits(Links links, ApplicationEventPublisher events) {
    this.links = links;
    this.events = events;
  }

  /**
   * Has them read anew, whatever is known of them: a reading beside this transaction does not see
   * the invoice yet, nor is it seen.
   *
   * @param invoice as the ledger has it, linked just now
   */
  void readAgain(UUID tenant, LedgerRecord invoice) {
    List<String> shown =
        LedgerCredit.read(invoice.derived().getOrDefault(Fields.CREDITS, "")).stream()
            .map(LedgerCredit::id)
            .distinct()
            .toList();
    for (Kind kind : List.of(Kind.CREDIT_NOTE, Kind.ADVANCE)) {
      List<String> ours =
          links.times(kind, tenant, shown).stream().map(LinkTimes::ledgerId).toList();
      if (!ours.isEmpty()) {
        events.publishEvent(new RecordsToReadAgain(tenant, kind, ours));
      }
    }
  }
}
