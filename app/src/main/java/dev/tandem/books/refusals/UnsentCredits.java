package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.RecordRef;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of an invoice's credit notes the ledger does not have, each after what it needs there. */
@Component
class UnsentCredits {

  private final Credits credits;

  UnsentCredits(Credits credits) {
    this.credits = credits;
  }

  Stream<RecordRef> of(InvoiceId invoice) {
    return credits.of(invoice).stream()
        .filter(it -> it.stands() && it.invoice().equals(invoice))
        .flatMap(UnsentCredits::of);
  }

  private static Stream<RecordRef> of(CreditNoteView note) {
    Stream<RecordRef> itself =
        note.ledgerId() == null
            ? Stream.of(new RecordRef(Kind.CREDIT_NOTE.text(), note.id().value()))
            : Stream.empty();
    Stream<RecordRef> settling =
        note.allocations().stream()
            .filter(it -> !it.removed() && !it.fromLedger() && it.ledgerId() == null)
            .map(it -> new RecordRef(Kind.ALLOCATION.text(), it.id().value()));
    Stream<RecordRef> back =
        note.refunds().stream()
            .filter(it -> !it.removed() && !it.fromLedger() && it.ledgerId() == null)
            .map(it -> new RecordRef(Kind.REFUND.text(), it.id().value()));
    return Stream.of(itself, settling, back).flatMap(it -> it);
  }
}
