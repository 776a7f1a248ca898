package dev.tandem.practice.credits;

import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.Reinstatement;
import dev.tandem.shared.Money;
import dev.tandem.shared.NoSuchRecord;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was taken back here and stands in the ledger, which does not give it up any more: it stands
 * here again. Nothing of it travels, as the ledger has it.
 */
@Component
@Transactional
public class StandingAgain {

  private final CreditNotes notes;
  private final CreditNoteRepository noteRows;
  private final WholeAdvances advances;
  private final AllocationRepository allocations;
  private final RefundRepository refunds;
  private final Settled settled;
  private final CreditTale tale;
  private final Billing billing;
  private final Reinstatement invoices;

  StandingAgain(
      CreditNotes notes,
      CreditNoteRepository noteRows,
      WholeAdvances advances,
      AllocationRepository allocations,
      RefundRepository refunds,
      Settled settled,
      CreditTale tale,
      Billing billing,
      Reinstatement invoices) {
    this.invoices = invoices;
    this.notes = notes;
    this.noteRows = noteRows;
    this.advances = advances;
    this.allocations = allocations;
    this.refunds = refunds;
    this.settled = settled;
    this.tale = tale;
    this.billing = billing;
  }

  /**
   * What it would mean, in a sentence; nothing is done.
   *
   * @throws Refused if it cannot be, as {@link #allocation}
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public String preview(AllocationId id) {
    AllocationView it = find(id);
    InvoiceView invoice = check(it);
    String again =
        it.of() instanceof CreditNoteId note && !notes.find(note).stands()
            ? "%s stands again, and ".formatted(tale.name(note))
            : "";
    return "%s%s of %s settles %s again%s; %s is owed on it then."
        .formatted(
            again,
            tale.figures(it.of(), it.amount()),
            tale.name(it.of()),
            invoice.number(),
            invoice.status() == InvoiceStatus.VOIDED ? ", which is not void any more" : "",
            Money.figures(invoice.due().subtract(it.amount()), invoice.currency()));
  }

  /**
   * A part of a credit that was taken off its invoice settles it again; a credit note that was
   * voided with that stands again, too, and its invoice is not void any more.
   *
   * @throws Refused if it does not fit any more: the rest of the credit was used otherwise, or the
   *     invoice settled otherwise
   */
  public void allocation(AllocationId id) {
    AllocationView before = find(id);
    hold(before);
    AllocationView it = find(id);
    InvoiceView invoice = check(it);
    invoices.invoice(invoice.id());
    allocations.store(it.as(it.amount(), false));
    if (it.of() instanceof CreditNoteId note) {
      stand(note);
    }
    settled.tell(
        invoice.id(),
        "credited",
        "let %s of %s settle it again: Xero did not give it up"
            .formatted(tale.figures(it.of(), it.amount()), tale.name(it.of())));
  }

  /** Everybody takes the rows of invoices first, in the same order. */
  private void hold(AllocationView it) {
    InvoiceId settling = Objects.requireNonNull(it.invoice());
    Stream<InvoiceId> rows =
        it.of() instanceof CreditNoteId note
            ? Stream.of(settling, notes.find(note).invoice())
            : Stream.of(settling);
    rows.distinct().sorted(java.util.Comparator.comparing(InvoiceId::value)).forEach(billing::hold);
    switch (it.of()) {
      case CreditNoteId note -> notes.hold(note);
      case AdvanceId advance -> advances.hold(advance);
    }
  }

  private InvoiceView check(AllocationView it) {
    if (!it.removed() || it.ledgerId() == null || it.invoice() == null) {
      throw new Refused("It was not taken off here, or Xero does not have it.");
    }
    checkLeft(it.of(), it.amount());
    InvoiceView invoice = billing.find(it.invoice());
    if (invoice.due().compareTo(it.amount()) < 0) {
      throw new Refused(
          "Only %s is owed on %s by now. Take back what settled the rest of it first."
              .formatted(Money.figures(invoice.due(), invoice.currency()), invoice.number()));
    }
    return invoice;
  }

  private void checkLeft(CreditSource of, BigDecimal amount) {
    BigDecimal left = left(of);
    if (left.compareTo(amount) < 0) {
      throw new Refused(
          "Only %s of %s is left by now. Take back what used the rest of it first."
              .formatted(tale.figures(of, left), tale.name(of)));
    }
  }

  /** Of one that was voided, as if it stood. */
  private BigDecimal left(CreditSource of) {
    return switch (of) {
      case CreditNoteId id -> notes.find(id).as(CreditNoteStatus.APPROVED).remaining();
      case AdvanceId id -> advances.find(id).remaining();
    };
  }

  /**
   * What it would mean, in a sentence; nothing is done.
   *
   * @throws Refused if it stands
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public String preview(CreditNoteId id) {
    CreditNoteView note = notes.find(id);
    check(note);
    return "%s stands again, and %s of it is left."
        .formatted(note.number(), tale.figures(id, left(id)));
  }

  private static void check(CreditNoteView note) {
    if (note.stands() || note.ledgerId() == null) {
      throw new Refused("It was not voided here, or Xero does not have it.");
    }
  }

  /**
   * A credit note that was voided here stands again; what it settled then is told of each part.
   *
   * @throws Refused if it stands
   */
  public void note(CreditNoteId id) {
    CreditNoteView held = notes.hold(id);
    check(held);
    stand(id);
    settled.tell(
        held.invoice(),
        "credited",
        "let %s stand again: Xero did not give it up".formatted(held.number()));
  }

  private void stand(CreditNoteId id) {
    CreditNoteView now = notes.find(id);
    noteRows.store((now.stands() ? now : now.as(CreditNoteStatus.APPROVED)).settled());
  }

  /**
   * What it would mean, in a sentence; nothing is done.
   *
   * @throws Refused if it cannot be, as {@link #refund}
   */
  @Transactional(readOnly = true, noRollbackFor = Refused.class)
  public String preview(RefundId id) {
    RefundView it = find(id);
    check(it);
    return "%s of %s is given back again; %s of it is left then."
        .formatted(
            tale.figures(it.of(), it.amount()),
            tale.name(it.of()),
            tale.figures(it.of(), left(it.of()).subtract(it.amount())));
  }

  private void check(RefundView it) {
    if (!it.removed() || it.ledgerId() == null) {
      throw new Refused("It was not taken back here, or Xero does not have it.");
    }
    checkLeft(it.of(), it.amount());
  }

  /**
   * Money that was given back, and of which somebody said that it was not; a credit note that was
   * voided since stands again, too.
   *
   * @throws Refused if the rest of the credit was used otherwise
   */
  public void refund(RefundId id) {
    CreditSource of = find(id).of();
    switch (of) {
      case CreditNoteId note -> notes.hold(note);
      case AdvanceId advance -> advances.hold(advance);
    }
    RefundView it = find(id);
    check(it);
    refunds.store(it.as(it.amount(), false));
    if (of instanceof CreditNoteId note) {
      stand(note);
    }
    tale.tell(
        of,
        "refunded",
        "let the refund of %s stand again: Xero did not give it up"
            .formatted(tale.figures(it.of(), it.amount())));
  }

  private RefundView find(RefundId id) {
    return refunds.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("refund", id));
  }

  private AllocationView find(AllocationId id) {
    return allocations.byIds(List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NoSuchRecord("used credit", id));
  }
}
