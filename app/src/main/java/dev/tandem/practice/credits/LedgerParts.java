package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of the parts of a credit note. */
@Component
@Transactional
public class LedgerParts {

  private final CreditNotes whole;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Settled settled;
  private final Billing billing;
  private final Clock clock;

  LedgerParts(
      CreditNotes whole,
      AllocationRepository allocations,
      RefundRepository refunds,
      Settled settled,
      Billing billing,
      Clock clock) {
    this.whole = whole;
    this.allocations = allocations;
    this.refunds = refunds;
    this.settled = settled;
    this.billing = billing;
    this.clock = clock;
  }

  /**
   * Takes all that the ledger shows of what became of a credit note: parts that we know and it does
   * not list are gone. What that means for invoices their own readings say.
   */
  public void record(CreditNoteId id, Collection<LedgerPart> shown) {
    CreditNoteView held =
        whole.hold(
            id,
            shown.stream()
                .map(LedgerPart::invoice)
                .filter(Objects::nonNull)
                .toArray(InvoiceId[]::new));
    Map<String, LedgerPart> told =
        shown.stream().collect(Collectors.toMap(LedgerPart::ledgerId, it -> it, (a, _) -> a));
    for (AllocationView it : held.allocations()) {
      recordAllocation(held, it, it.ledgerId() == null ? null : told.remove(it.ledgerId()));
    }
    for (RefundView it : held.refunds()) {
      recordRefund(held, it, it.ledgerId() == null ? null : told.remove(it.ledgerId()));
    }
    told.values().forEach(it -> added(held, it));
    CreditNoteView now = whole.settle(id);
    Stream.concat(held.allocations().stream(), now.allocations().stream())
        .map(AllocationView::invoice)
        .filter(Objects::nonNull)
        .distinct()
        .sorted(Comparator.comparing(InvoiceId::value))
        .forEach(
            it ->
                settled.review(
                    it,
                    "credited",
                    "what %s settles changed in the ledger".formatted(held.number())));
  }

  private void recordAllocation(
      CreditNoteView note, AllocationView known, @Nullable LedgerPart told) {
    if (known.ledgerId() == null) {
      return;
    }
    boolean gone = told == null;
    BigDecimal amount = told == null ? known.amount() : told.amount();
    if (gone != known.removed() || amount.compareTo(known.amount()) != 0) {
      allocations.store(known.as(amount, gone));
      billing.credit(
          known.invoice() == null ? note.invoice() : known.invoice(),
          BigDecimal.ZERO,
          "allocation-changed",
          gone
              ? "%s of %s was taken off this invoice in the ledger"
                  .formatted(known.amount().toPlainString(), note.number())
              : "%s of %s settles it in the ledger"
                  .formatted(amount.toPlainString(), note.number()));
    }
  }

  private void recordRefund(CreditNoteView note, RefundView known, @Nullable LedgerPart told) {
    if (known.ledgerId() == null) {
      return;
    }
    boolean gone = told == null;
    BigDecimal amount = told == null ? known.amount() : told.amount();
    if (gone != known.removed() || amount.compareTo(known.amount()) != 0) {
      refunds.store(known.as(amount, gone));
      say(
          note,
          "refund-changed",
          gone
              ? "the refund of %s was removed in the ledger"
                  .formatted(known.amount().toPlainString())
              : "the refund is %s in the ledger".formatted(amount.toPlainString()));
    }
  }

  private void added(CreditNoteView note, LedgerPart told) {
    if (told.refund()) {
      refunds.add(
          new RefundView(
              new RefundId(Ids.next(clock)),
              note.id(),
              told.date(),
              told.amount(),
              PaymentMethod.LEDGER,
              told.reference(),
              null,
              true,
              told.ledgerId(),
              false,
              clock.instant()));
      say(
          note,
          "refunded",
          "%s of %s was given back in the ledger"
              .formatted(told.amount().toPlainString(), note.number()));
      return;
    }
    allocations.add(
        new AllocationView(
            new AllocationId(Ids.next(clock)),
            note.id(),
            told.invoice(),
            told.date(),
            told.amount(),
            true,
            told.ledgerId(),
            false,
            clock.instant()));
  }

  private void say(CreditNoteView note, String action, String text) {
    billing.credit(note.invoice(), BigDecimal.ZERO, action, text);
  }
}
