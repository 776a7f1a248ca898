package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.shared.RecordRef;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What of credits the ledger does not have, each after what it needs there. */
@Component
class UnsentCredits {

  private final Credits credits;
  private final Advances advances;

  UnsentCredits(Credits credits, Advances advances) {
    this.credits = credits;
    this.advances = advances;
  }

  /** Of its own credit notes all, of others' what it uses. */
  Stream<RecordRef> of(InvoiceId invoice) {
    return credits.of(invoice).stream()
        .filter(CreditNoteView::stands)
        .flatMap(
            it ->
                it.invoice().equals(invoice)
                    ? of(it)
                    : parts(
                        it.allocations().stream()
                            .filter(use -> invoice.equals(use.invoice()))
                            .toList(),
                        List.of()));
  }

  /** The same of one credit note or deposit alone; nothing of anything else. */
  Stream<RecordRef> ofCredit(RecordRef record) {
    return switch (Kind.of(record.kind())) {
      case CREDIT_NOTE ->
          credits.byIds(List.of(new CreditNoteId(record.id()))).stream()
              .flatMap(it -> parts(it.allocations(), it.refunds()));
      case ADVANCE ->
          advances.byIds(List.of(new AdvanceId(record.id()))).stream()
              .flatMap(it -> parts(it.allocations(), it.refunds()));
      default -> Stream.empty();
    };
  }

  private static Stream<RecordRef> of(CreditNoteView note) {
    Stream<RecordRef> itself =
        note.ledgerId() == null
            ? Stream.of(new RecordRef(Kind.CREDIT_NOTE.text(), note.id().value()))
            : Stream.empty();
    return Stream.concat(itself, parts(note.allocations(), note.refunds()));
  }

  private static Stream<RecordRef> parts(List<AllocationView> uses, List<RefundView> refunds) {
    Stream<RecordRef> settling =
        uses.stream()
            .filter(it -> !it.removed() && !it.fromLedger() && it.ledgerId() == null)
            .map(it -> new RecordRef(Kind.ALLOCATION.text(), it.id().value()));
    Stream<RecordRef> back =
        refunds.stream()
            .filter(it -> !it.removed() && !it.fromLedger() && it.ledgerId() == null)
            .map(it -> new RecordRef(Kind.REFUND.text(), it.id().value()));
    return Stream.concat(settling, back);
  }
}
