package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Priced;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Ids;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  private final Billing billing;
  private final Setup setup;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Credits(
      CreditNoteRepository notes,
      CreditNotes whole,
      AllocationRepository allocations,
      RefundRepository refunds,
      LedgerCreditRepository others,
      CreditNumbers numbers,
      Billing billing,
      Setup setup,
      ApplicationEventPublisher events,
      Clock clock) {
    this.notes = notes;
    this.whole = whole;
    this.allocations = allocations;
    this.refunds = refunds;
    this.others = others;
    this.numbers = numbers;
    this.billing = billing;
    this.setup = setup;
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
    return plan(billing.find(id), details);
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
    CreditPlan plan = plan(invoice, details);
    if (seen != null && !seen.equals(plan.seen())) {
      throw new ShownMeanwhileChanged();
    }
    CreditNoteView note = note(invoice, details, plan);
    notes.add(note);
    events.publishEvent(new CreditNoteIssued(note.id(), id));
    String what =
        "wrote %s over %s %s: %s"
            .formatted(note.number(), plan.total().toPlainString(), note.currency(), note.reason());
    // Said even if nothing of it settles this invoice.
    billing.credit(id, plan.settles(), "credited", what);
    if (plan.settles().signum() > 0) {
      allocate(note, plan.settles());
    }
    if (plan.refunds().signum() > 0 && details.refunding() != null) {
      refund(note, plan.refunds(), details.refunding());
    }
    whole.settle(note.id());
    return note.id();
  }

  private CreditPlan plan(InvoiceView invoice, CreditDetails details) {
    requireCreditable(invoice);
    Priced priced = details.checked(today());
    BigDecimal total = priced.totals().total();
    BigDecimal most = invoice.total().subtract(creditedBefore(invoice));
    if (total.compareTo(most) > 0) {
      throw new Refused(
          "At most %s %s of %s can still be credited."
              .formatted(most.toPlainString(), invoice.currency(), invoice.number()));
    }
    BigDecimal due = invoice.due().max(BigDecimal.ZERO).setScale(2);
    BigDecimal settles = total.min(due);
    BigDecimal rest = total.subtract(settles);
    boolean back = details.refunding() != null;
    BigDecimal none = new BigDecimal("0.00");
    return new CreditPlan(
        priced.lines(),
        priced.totals().subtotal(),
        priced.totals().tax(),
        total,
        settles,
        back ? rest : none,
        back ? none : rest,
        due,
        notes.of(List.of(invoice.id())).size());
  }

  private static void requireCreditable(InvoiceView invoice) {
    if (invoice.status() == InvoiceStatus.DRAFT) {
      throw new Refused("A draft is owed by nobody: change it, or void it, instead of a credit.");
    }
    if (invoice.status() == InvoiceStatus.VOIDED) {
      throw new Refused(invoice.number() + " is void: there is nothing to credit.");
    }
  }

  /** Whoever wrote them, here or in the ledger. */
  private BigDecimal creditedBefore(InvoiceView invoice) {
    BigDecimal ours = BigDecimal.ZERO;
    for (CreditNoteView it : notes.of(List.of(invoice.id()))) {
      ours = it.stands() ? ours.add(it.total()) : ours;
    }
    BigDecimal theirs =
        others.of(invoice.id()).stream()
            .map(LedgerCreditView::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return ours.add(theirs);
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
        details.lineAmounts(),
        plan.lines(),
        plan.subtotal(),
        plan.tax(),
        plan.total(),
        null,
        List.of(),
        List.of());
  }

  private void allocate(CreditNoteView note, BigDecimal amount) {
    var id = new AllocationId(Ids.next(clock));
    allocations.add(
        new AllocationView(
            id,
            note.id(),
            note.invoice(),
            note.date(),
            amount,
            false,
            null,
            false,
            clock.instant()));
    events.publishEvent(new CreditAllocated(id, note.id(), note.invoice()));
  }

  private void refund(CreditNoteView note, BigDecimal amount, Refunding how) {
    var id = new RefundId(Ids.next(clock));
    refunds.add(
        new RefundView(
            id,
            note.id(),
            how.date(),
            amount,
            how.method(),
            how.reference().strip(),
            how.account(),
            false,
            null,
            false,
            clock.instant()));
    billing.credit(
        note.invoice(),
        BigDecimal.ZERO,
        "refunded",
        "gave %s %s of %s back by %s"
            .formatted(
                amount.toPlainString(), note.currency(), note.number(), how.method().label()));
    events.publishEvent(new CreditRefunded(id, note.id(), note.invoice()));
  }

  /**
   * Gives back what is left of a credit note.
   *
   * @throws Refused if nothing is left
   */
  public void refundRest(CreditNoteId id, Refunding how) {
    CreditNoteView note = whole.hold(id);
    if (note.remaining().signum() <= 0) {
      throw new Refused("Nothing of %s is left to give back.".formatted(note.number()));
    }
    refund(note, note.remaining(), how);
    whole.settle(id);
  }

  /**
   * Takes back a credit note that was written by mistake: what it settled is owed again. Again
   * changes nothing.
   *
   * @throws Refused if money of it was given back, or somebody put it against an invoice in the
   *     ledger
   */
  public InvoiceId voidNote(CreditNoteId id) {
    CreditNoteView note = whole.hold(id);
    if (!note.stands()) {
      return note.invoice();
    }
    if (note.refunded().signum() != 0) {
      throw new Refused(
          "Money of %s was given back, so it stands. What was credited too much is charged by an invoice."
              .formatted(note.number()));
    }
    List<AllocationView> standing =
        note.allocations().stream().filter(it -> !it.removed()).toList();
    if (standing.stream().anyMatch(AllocationView::fromLedger)) {
      throw new Refused(
          "Somebody put %s against an invoice in the ledger. Once it is taken off there it can be voided here."
              .formatted(note.number()));
    }
    for (AllocationView it : standing) {
      allocations.store(it.as(it.amount(), true));
      events.publishEvent(new CreditTakenOff(it.id(), id));
    }
    notes.store(note.as(CreditNoteStatus.VOIDED));
    billing.credit(
        note.invoice(), note.allocated().negate(), "credit-voided", "voided " + note.number());
    events.publishEvent(new CreditNoteVoided(id));
    return note.invoice();
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

  private LocalDate today() {
    return LocalDate.now(clock.withZone(setup.practice().zone()));
  }
}
