package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credit notes. The row of the invoice that one is for is held while it is written: a payment at
 * the same time cannot settle what is just being credited.
 */
@Component
@Transactional
public class Credits {

  private final CreditNoteRepository notes;
  private final CreditNotes whole;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final LedgerCreditRepository others;
  private final CreditNumbers numbers;
  private final CreditPlans plans;
  private final Parts parts;
  private final Settled settled;
  private final Billing billing;
  private final ObjectProvider<BookedCredits> booked;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Credits(
      CreditNoteRepository notes,
      CreditNotes whole,
      AllocationRepository allocations,
      RefundRepository refunds,
      LedgerCreditRepository others,
      CreditNumbers numbers,
      CreditPlans plans,
      Parts parts,
      Settled settled,
      Billing billing,
      ObjectProvider<BookedCredits> booked,
      ApplicationEventPublisher events,
      Clock clock) {
    this.notes = notes;
    this.whole = whole;
    this.allocations = allocations;
    this.refunds = refunds;
    this.others = others;
    this.numbers = numbers;
    this.plans = plans;
    this.parts = parts;
    this.settled = settled;
    this.billing = billing;
    this.booked = booked;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What {@link #issue} would do now; nothing is done.
   *
   * @throws Refused if the invoice cannot be credited, or not by so much
   */
  @Transactional(readOnly = true)
  public CreditPlan preview(InvoiceId id, CreditDetails details) {
    return plans.of(billing.find(id), details);
  }

  /** How much of what it charged is not credited yet; 0.00 if it cannot be credited. */
  @Transactional(readOnly = true)
  public BigDecimal creditable(InvoiceId id) {
    return plans.creditable(billing.find(id));
  }

  /**
   * @throws Refused if nothing of the invoice can be credited
   */
  @Transactional(readOnly = true)
  public void requireCreditable(InvoiceId id) {
    plans.requireCreditable(billing.find(id));
  }

  /**
   * Writes a credit note: it settles what is still owed on its invoice; what is more is given back
   * or stays the client's credit. The ledger gets all of it.
   *
   * @throws Refused if the invoice cannot be credited, or not by so much
   */
  public CreditNoteId issue(InvoiceId id, CreditDetails details) {
    return issue(id, details, null);
  }

  /**
   * The same as somebody saw it before.
   *
   * @param seen what {@link CreditPlan#seen} said then; null if nobody was shown anything
   * @throws ShownMeanwhileChanged if something else would happen by now, or it has happened already
   */
  public CreditNoteId issue(InvoiceId id, CreditDetails details, @Nullable String seen) {
    InvoiceView invoice = billing.hold(id);
    CreditPlan plan = plans.of(invoice, details);
    if (seen != null && !seen.equals(plan.seen())) {
      throw new ShownMeanwhileChanged();
    }
    CreditNoteView note = note(invoice, details, plan);
    notes.add(note);
    events.publishEvent(new CreditNoteIssued(note.id(), id));
    String what =
        "wrote %s over %s: %s"
            .formatted(note.number(), Money.text(plan.total(), note.currency()), note.reason());
    if (plan.settles().signum() > 0) {
      parts.allocate(note, id, plan.settles(), note.date());
    }
    // Said even if nothing of it settles this invoice.
    settled.tell(id, "credited", what);
    if (plan.refunds().signum() > 0 && details.refunding() != null) {
      parts.refund(note, plan.refunds(), details.refunding());
    }
    whole.settle(note.id());
    return note.id();
  }

  private CreditNoteView note(InvoiceView invoice, CreditDetails details, CreditPlan plan) {
    return new CreditNoteView(
        new CreditNoteId(Ids.next(clock)),
        CreditNoteStatus.APPROVED,
        details.purpose(),
        numbers.next(),
        invoice.id(),
        details.date(),
        invoice.currency(),
        details.reason(),
        null,
        details.lineAmounts(),
        plan.lines(),
        plan.subtotal(),
        plan.tax(),
        plan.total(),
        null,
        List.of(),
        List.of());
  }

  /**
   * Whether what is left can be given back so; nothing is done.
   *
   * @throws Refused if nothing is left
   */
  @Transactional(readOnly = true)
  public void requireRest(CreditNoteId id, Refunding how) {
    requireRest(find(id), how);
  }

  private void requireRest(CreditNoteView note, Refunding how) {
    plans.check(how);
    if (note.remaining().signum() <= 0) {
      throw new Refused("Nothing of %s is left to give back.".formatted(note.number()));
    }
  }

  /**
   * Gives back what is left of a credit note.
   *
   * @throws Refused if nothing is left
   */
  public void refundRest(CreditNoteId id, Refunding how) {
    refundRest(id, how, null);
  }

  /**
   * @param seen as {@link Refunding#seen} of what was shown to somebody; null if nobody saw it
   * @throws ShownMeanwhileChanged if that is not what would happen
   */
  public void refundRest(CreditNoteId id, Refunding how, @Nullable String seen) {
    CreditNoteView note = whole.hold(id);
    if (seen != null && !seen.equals(how.seen(note.remaining()))) {
      throw new ShownMeanwhileChanged();
    }
    requireRest(note, how);
    parts.refund(note, note.remaining(), how);
    whole.settle(id);
  }

  /**
   * Takes back that money was given back: it never went, or came back. Again changes nothing.
   *
   * @throws Refused if somebody gave it back in the ledger, or the ledger has it on a day that is
   *     closed there
   */
  public InvoiceId removeRefund(RefundId id) {
    CreditNoteView note = whole.hold(refund(id).note());
    RefundView it = refund(id);
    if (it.fromLedger()) {
      throw new Refused(Refunds.MADE_THERE);
    }
    if (!it.removed()) {
      booked.getIfAvailable(() -> BookedCredits.NONE).refuse(List.of(id.value()));
      refunds.store(it.as(it.amount(), true));
      billing.credit(
          note.invoice(),
          BigDecimal.ZERO,
          "refund-removed",
          "took back that %s of %s was given back"
              .formatted(Money.text(it.amount(), note.currency()), note.number()));
      events.publishEvent(new CreditRefunded(id, note.id(), note.invoice()));
      whole.settle(note.id());
    }
    return note.invoice();
  }

  private RefundView refund(RefundId id) {
    return refunds.byIds(List.of(id)).stream()
        .filter(it -> it.of() instanceof CreditNoteId)
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("refund", id));
  }

  /**
   * Takes back a credit note that was written by mistake: what it settled is owed again. Again
   * changes nothing.
   *
   * @throws Refused if money of it was given back, somebody put it against an invoice in the
   *     ledger, or the ledger has it or what it settles on a day that is closed there
   */
  public InvoiceId voidNote(CreditNoteId id) {
    CreditNoteView note = whole.hold(id);
    if (!note.stands()) {
      return note.invoice();
    }
    requireVoidable(note);
    List<AllocationView> standing =
        note.allocations().stream().filter(it -> !it.removed()).toList();
    booked
        .getIfAvailable(() -> BookedCredits.NONE)
        .refuse(
            Stream.concat(Stream.of(id.value()), standing.stream().map(it -> it.id().value()))
                .toList());
    for (AllocationView it : standing) {
      allocations.store(it.as(it.amount(), true));
      events.publishEvent(new CreditTakenOff(it.id(), id));
    }
    notes.store(note.as(CreditNoteStatus.VOIDED));
    settled.tell(note.invoice(), "credit-voided", "voided " + note.number());
    standing.stream()
        .map(AllocationView::invoice)
        .filter(it -> it != null && !it.equals(note.invoice()))
        .distinct()
        .forEach(it -> settled.review(it, "credit-voided", "voided " + note.number()));
    events.publishEvent(new CreditNoteVoided(id));
    return note.invoice();
  }

  /**
   * As {@link #voidNote}, by somebody who saw what will happen.
   *
   * @param seen as {@link CreditNoteView#seen} said
   * @throws ShownMeanwhileChanged if it was used or given back since
   */
  public InvoiceId voidNote(CreditNoteId id, String seen) {
    CreditNoteView note = whole.hold(id);
    if (note.stands() && !note.seen().equals(seen)) {
      throw new ShownMeanwhileChanged();
    }
    return voidNote(id);
  }

  /**
   * What a credit note settles and would be owed again if it were void; nothing is done.
   *
   * @throws Refused if it cannot be, as {@link #voidNote}
   */
  @Transactional(readOnly = true)
  public List<OwedAgain> previewVoid(CreditNoteId id) {
    CreditNoteView note = find(id);
    if (!note.stands()) {
      throw new Refused(note.number() + " is void already.");
    }
    requireVoidable(note);
    return note.allocations().stream()
        .filter(it -> !it.removed() && it.invoice() != null)
        .map(AllocationView::invoice)
        .distinct()
        .map(billing::find)
        .map(it -> OwedAgain.of(it, note.settling(it.id())))
        .toList();
  }

  private static void requireVoidable(CreditNoteView note) {
    if (note.refunded().signum() != 0) {
      throw new Refused(
          "Money of %s was given back, so it stands. What was credited too much is charged by an invoice; if it was never given back, take that back first."
              .formatted(note.number()));
    }
    if (note.allocations().stream().anyMatch(it -> !it.removed() && it.fromLedger())) {
      throw new Refused(
          "Somebody put %s against an invoice in the ledger. Once it is taken off there it can be voided here."
              .formatted(note.number()));
    }
  }

  @Transactional(readOnly = true)
  public CreditNoteView find(CreditNoteId id) {
    return whole.find(id);
  }

  /** Those that exist. */
  @Transactional(readOnly = true)
  public List<CreditNoteView> byIds(Collection<CreditNoteId> ids) {
    return whole.byIds(ids);
  }

  /** Written for this invoice, or settling something of it. */
  @Transactional(readOnly = true)
  public List<CreditNoteView> of(InvoiceId invoice) {
    return whole.of(invoice);
  }

  /** Credit notes that somebody made in the ledger for this invoice. */
  @Transactional(readOnly = true)
  public List<LedgerCreditView> others(InvoiceId invoice) {
    return others.of(invoice);
  }

  @Transactional(readOnly = true)
  public List<AllocationView> allocationsByIds(Collection<AllocationId> ids) {
    return allocations.byIds(ids);
  }

  @Transactional(readOnly = true)
  public List<RefundView> refundsByIds(Collection<RefundId> ids) {
    return refunds.byIds(ids);
  }
}
