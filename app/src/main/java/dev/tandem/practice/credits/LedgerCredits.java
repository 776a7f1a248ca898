package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.Priced;
import dev.tandem.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the ledger tells of credit notes. It happened there, so nothing of it is refused here. */
@Component
@Transactional
public class LedgerCredits {

  private final CreditNotes whole;
  private final CreditNoteRepository notes;
  private final AdvanceRepository advances;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final LedgerCreditRepository others;
  private final Settled settled;
  private final Billing billing;
  private final ApplicationEventPublisher events;

  LedgerCredits(
      CreditNotes whole,
      CreditNoteRepository notes,
      AdvanceRepository advances,
      AllocationRepository allocations,
      RefundRepository refunds,
      LedgerCreditRepository others,
      Settled settled,
      Billing billing,
      ApplicationEventPublisher events) {
    this.whole = whole;
    this.notes = notes;
    this.advances = advances;
    this.allocations = allocations;
    this.refunds = refunds;
    this.others = others;
    this.settled = settled;
    this.billing = billing;
    this.events = events;
  }

  /** Whether it could be one of our numbers. */
  @Transactional(readOnly = true)
  public boolean numbersLike(String number) {
    return CreditNumbers.like(number);
  }

  /** Those of the numbers that credit notes here carry. */
  @Transactional(readOnly = true)
  public Set<String> numbersInUse(Collection<String> numbers) {
    return Set.copyOf(notes.numbered(numbers));
  }

  /** Those of the ledger's ids under which it has credit notes that were written here. */
  @Transactional(readOnly = true)
  public Set<String> known(Collection<String> ledgerIds) {
    return Set.copyOf(notes.known(ledgerIds));
  }

  /** Written here, void ones too, and under no id of the ledger's. */
  @Transactional(readOnly = true)
  public List<CreditNoteView> unknownThere() {
    return notes.unknownThere();
  }

  /**
   * It was written here once, and this database has forgotten it. What it settles and what was
   * given back of it follows with its parts.
   */
  public void bringBack(CreditNoteId id, LostNote lost) {
    billing.hold(lost.invoice());
    Priced priced = Priced.of(lost.lines(), lost.lineAmounts());
    notes.add(
        new CreditNoteView(
            id,
            CreditNoteStatus.APPROVED,
            // What it was written for beyond its words nobody knows any more.
            CreditPurpose.CREDIT,
            lost.number(),
            lost.invoice(),
            lost.date(),
            lost.currency(),
            lost.reason(),
            null,
            lost.lineAmounts(),
            priced.lines(),
            priced.totals().subtotal(),
            priced.totals().tax(),
            priced.totals().total(),
            lost.ledgerId(),
            List.of(),
            List.of()));
    billing.credit(
        lost.invoice(),
        BigDecimal.ZERO,
        "credit-brought-back",
        "brought %s over %s %s back from the ledger after a restore"
            .formatted(lost.number(), priced.totals().total().toPlainString(), lost.currency()));
  }

  /** Remembers under which id the ledger knows it. */
  public void noteIsKnownAs(CreditNoteId id, String ledgerId) {
    CreditNoteView held = whole.hold(id);
    notes.store(held.knownAs(ledgerId));
    // A reading before this may have shown it as somebody's.
    others
        .forget(ledgerId)
        .forEach(it -> settled.review(it, "credited", held.number() + " is one that we wrote"));
  }

  /** Somebody changed it over there. */
  public void changedInLedger(CreditNoteId id, LedgerNoteChange change) {
    CreditNoteView held = whole.hold(id);
    CreditNoteView after = change.onto(held);
    if (change.number() != null && !change.number().equals(held.number())) {
      after = after.numbered(change.number());
      say(
          held,
          "credit-renumbered",
          "saw that %s is %s in the ledger".formatted(held.number(), change.number()));
    }
    if (!after.numbered(held.number()).equals(held)) {
      say(after, "credit-changed", changed(held, after));
    }
    if (!after.equals(held)) {
      notes.store(after);
      whole.settle(id);
    }
    if (change.voided()) {
      voidedInLedger(whole.find(id));
    }
  }

  private static String changed(CreditNoteView before, CreditNoteView after) {
    var news = new ArrayList<String>();
    if (!after.date().equals(before.date())) {
      news.add("dated " + after.date());
    }
    if (after.total().compareTo(before.total()) != 0) {
      news.add("over " + Money.text(after.total(), after.currency()));
    }
    return "saw that %s was changed in the ledger%s"
        .formatted(after.number(), news.isEmpty() ? "" : ": now " + String.join(", ", news));
  }

  /** It settles nothing any more: what of it was still to go there does not go. */
  private void voidedInLedger(CreditNoteView held) {
    CreditNoteId id = held.id();
    if (!held.stands()) {
      return;
    }
    notes.store(held.as(CreditNoteStatus.VOIDED));
    String text = "saw that " + held.number() + " was voided in the ledger";
    settled.tell(held.invoice(), "credit-voided", text);
    for (AllocationView it : held.allocations()) {
      if (!it.removed()) {
        allocations.store(it.as(it.amount(), true));
        if (it.ledgerId() == null) {
          events.publishEvent(new CreditTakenOff(it.id(), id));
        }
        if (it.invoice() != null) {
          settled.review(it.invoice(), "credit-voided", text);
        }
      }
    }
    for (RefundView it : held.refunds()) {
      if (!it.removed()) {
        refunds.store(it.as(it.amount(), true));
        if (it.ledgerId() == null) {
          events.publishEvent(new CreditRefunded(it.id(), id, held.invoice()));
        }
      }
    }
  }

  private void say(CreditNoteView note, String action, String text) {
    billing.credit(note.invoice(), BigDecimal.ZERO, action, text);
  }

  /**
   * Takes what the ledger's invoice shows of credits: what is not ours is listed beside ours.
   *
   * @param told how much of it is credited in all; what is not listed (prepayments, overpayments)
   *     is in it, too
   */
  public void recordOthers(InvoiceId invoice, BigDecimal told, Collection<LedgerCreditView> shown) {
    billing.hold(invoice);
    List<String> named = shown.stream().map(LedgerCreditView::ledgerId).toList();
    Set<String> ours = new LinkedHashSet<>(notes.known(named));
    ours.addAll(advances.known(named));
    List<LedgerCreditView> theirs = new ArrayList<>(alone(shown, ours));
    // What it settles comes with its own reading, which may be much later, or switched off.
    Set<String> written = Set.copyOf(advances.credits(named));
    alone(shown.stream().filter(it -> written.contains(it.ledgerId())).toList(), Set.of()).stream()
        .map(it -> it.less(allocations.standing(invoice, it.ledgerId())))
        .filter(it -> it.amount().signum() > 0)
        .forEach(theirs::add);
    BigDecimal rest = told;
    for (LedgerCreditView it : shown) {
      // One of ours that is shown without its amount settles what we know of.
      boolean silent = it.amount().signum() == 0 && ours.contains(it.ledgerId());
      rest = rest.subtract(silent ? allocations.there(invoice, it.ledgerId()) : it.amount());
    }
    rest = rest.subtract(allocations.thereBut(invoice, named));
    for (LedgerCreditView it : others.of(invoice)) {
      // An empty list proves nothing: what stood there explains as much of the sum as it can.
      boolean left = !it.isUnlisted() && !named.contains(it.ledgerId());
      if (left && it.amount().compareTo(rest) <= 0) {
        theirs.add(it);
        rest = rest.subtract(it.amount());
      }
    }
    if (rest.signum() > 0) {
      theirs.add(LedgerCreditView.unlisted(rest));
    }
    if (!Set.copyOf(theirs).equals(Set.copyOf(others.of(invoice)))) {
      others.replace(invoice, theirs);
    }
    settled.review(
        invoice,
        "credited",
        "saw that the ledger shows %s credited"
            .formatted(Money.figures(told, billing.find(invoice).currency())));
  }

  /** Two parts of one credit note are one to the invoice. */
  private static Collection<LedgerCreditView> alone(
      Collection<LedgerCreditView> shown, Set<String> ours) {
    return shown.stream()
        .filter(it -> !ours.contains(it.ledgerId()) && it.amount().signum() != 0)
        .collect(
            Collectors.toMap(
                LedgerCreditView::ledgerId, it -> it, LedgerCreditView::plus, LinkedHashMap::new))
        .values();
  }
}
