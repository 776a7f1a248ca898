package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.shared.Ids;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of credit notes. It happened there, so nothing of it is refused here. */
@Component
@Transactional
public class LedgerCredits {

  private final CreditNotes whole;
  private final CreditNoteRepository notes;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final LedgerCreditRepository others;
  private final Billing billing;
  private final Clock clock;

  LedgerCredits(
      CreditNotes whole,
      CreditNoteRepository notes,
      AllocationRepository allocations,
      RefundRepository refunds,
      LedgerCreditRepository others,
      Billing billing,
      Clock clock) {
    this.whole = whole;
    this.notes = notes;
    this.allocations = allocations;
    this.refunds = refunds;
    this.others = others;
    this.billing = billing;
    this.clock = clock;
  }

  /** Remembers under which id the ledger knows it. */
  public void noteIsKnownAs(CreditNoteId id, String ledgerId) {
    notes.store(whole.hold(id).knownAs(ledgerId));
  }

  public void allocationIsKnownAs(AllocationId id, String ledgerId) {
    for (AllocationView it : allocations.byIds(List.of(id))) {
      whole.hold(it.note());
      allocations.byIds(List.of(id)).forEach(now -> allocations.store(now.knownAs(ledgerId)));
    }
  }

  public void refundIsKnownAs(RefundId id, String ledgerId) {
    for (RefundView it : refunds.byIds(List.of(id))) {
      whole.hold(it.note());
      refunds.byIds(List.of(id)).forEach(now -> refunds.store(now.knownAs(ledgerId)));
    }
  }

  /** It was voided over there; what it settled is for the invoice's own reading to say. */
  public void voidedInLedger(CreditNoteId id) {
    CreditNoteView held = whole.hold(id);
    if (held.stands()) {
      notes.store(held.as(CreditNoteStatus.VOIDED));
      say(held, "credit-voided", held.number() + " was voided in the ledger");
    }
  }

  public void renumberedInLedger(CreditNoteId id, String number) {
    CreditNoteView held = whole.hold(id);
    notes.store(held.numbered(number));
    say(held, "credit-renumbered", "%s is %s in the ledger".formatted(held.number(), number));
  }

  private void say(CreditNoteView note, String action, String text) {
    billing.credit(note.invoice(), BigDecimal.ZERO, action, text);
  }

  /**
   * Takes all that the ledger shows of what became of a credit note: parts that we know and it does
   * not list are gone. What that means for invoices their own readings say.
   */
  public void recordLedgerParts(CreditNoteId id, Collection<LedgerPart> shown) {
    CreditNoteView held = whole.hold(id);
    Map<String, LedgerPart> told =
        shown.stream().collect(Collectors.toMap(LedgerPart::ledgerId, it -> it, (a, _) -> a));
    for (AllocationView it : held.allocations()) {
      recordAllocation(held, it, it.ledgerId() == null ? null : told.remove(it.ledgerId()));
    }
    for (RefundView it : held.refunds()) {
      recordRefund(held, it, it.ledgerId() == null ? null : told.remove(it.ledgerId()));
    }
    told.values().forEach(it -> added(held, it));
    whole.settle(id);
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
      say(
          note,
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

  /** Takes the credit notes of others that the ledger's invoice shows. */
  public void recordOthers(InvoiceId invoice, Collection<LedgerCreditView> shown) {
    Set<String> ours =
        new LinkedHashSet<>(notes.known(shown.stream().map(LedgerCreditView::ledgerId).toList()));
    List<LedgerCreditView> theirs =
        shown.stream().filter(it -> !ours.contains(it.ledgerId())).toList();
    if (!Set.copyOf(theirs).equals(Set.copyOf(others.of(invoice)))) {
      others.replace(invoice, theirs);
    }
  }

  /** How much credit notes of ours settle of an invoice that the ledger does not know of yet. */
  @Transactional(readOnly = true)
  public BigDecimal unknownThere(InvoiceId invoice) {
    return allocations.unknownThere(invoice);
  }

  /** What credit notes settle of it, removed ones included. */
  @Transactional(readOnly = true)
  public List<AllocationView> settling(InvoiceId invoice) {
    return whole.of(invoice).stream()
        .flatMap(it -> it.allocations().stream())
        .filter(it -> invoice.equals(it.invoice()))
        .toList();
  }
}
