package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.DepositTwins;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Refunds;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was refused of a credit, because over there less is left of it or owed than here: a person
 * sees what is left, and uses or gives back as much as there is, or takes it back.
 */
@Component
@Transactional
public class CreditMending {

  private static final BigDecimal NONE = new BigDecimal("0.00");

  private final Credits credits;
  private final Advances advances;
  private final Using using;
  private final Drawing drawing;
  private final DepositTwins twins;
  private final Refunds refunds;
  private final Billing billing;
  private final Outbox outbox;

  CreditMending(
      Credits credits,
      Advances advances,
      Using using,
      Drawing drawing,
      DepositTwins twins,
      Refunds refunds,
      Billing billing,
      Outbox outbox) {
    this.credits = credits;
    this.advances = advances;
    this.using = using;
    this.drawing = drawing;
    this.twins = twins;
    this.refunds = refunds;
    this.billing = billing;
    this.outbox = outbox;
  }

  /**
   * A refused part of a credit. Amounts are in {@code currency} with 2 decimals.
   *
   * @param name of the credit: {@code CN-0001}, {@code deposit}
   * @param total of the credit; nothing once it is void
   * @param used for invoices, without this part
   * @param given back, without this part
   * @param amount of this part
   * @param invoice that it settles; null of a refund
   */
  public record Picture(
      String name,
      String currency,
      BigDecimal total,
      BigDecimal used,
      BigDecimal given,
      BigDecimal amount,
      @Nullable InvoiceView invoice) {

    /** Of the credit, without this part; below nothing if more is used than there is. */
    public BigDecimal left() {
      return total.subtract(used).subtract(given);
    }

    /** On the invoice, without this part; below nothing if more was paid than is owed. */
    public @Nullable BigDecimal owed() {
      return invoice == null ? null : invoice.due().add(amount);
    }

    /** What of it can be as far as is known; nothing if nothing can. */
    public BigDecimal fits() {
      BigDecimal owed = owed();
      BigDecimal most = owed == null ? left() : left().min(owed);
      return most.min(amount).max(NONE);
    }

    /** Less than was meant to be, but something. */
    public boolean less() {
      return fits().signum() > 0 && fits().compareTo(amount) < 0;
    }
  }

  /** Empty of anything else, and of what was taken back already. */
  @Transactional(readOnly = true)
  public Optional<Picture> of(RecordRef record) {
    return switch (Kind.of(record.kind())) {
      case ALLOCATION ->
          credits.allocationsByIds(List.of(new AllocationId(record.id()))).stream()
              .filter(it -> !it.removed() && it.invoice() != null)
              .findFirst()
              .map(this::picture);
      case REFUND ->
          credits.refundsByIds(List.of(new RefundId(record.id()))).stream()
              .filter(it -> !it.removed())
              .findFirst()
              .map(it -> picture(it.of(), it.amount(), NONE, it.amount(), null));
      default -> Optional.empty();
    };
  }

  private Picture picture(AllocationView it) {
    return picture(
        it.of(),
        it.amount(),
        it.amount(),
        NONE,
        billing.byIds(List.of(java.util.Objects.requireNonNull(it.invoice()))).getFirst());
  }

  private Picture picture(
      CreditSource of,
      BigDecimal amount,
      BigDecimal itsUse,
      BigDecimal itsRefund,
      @Nullable InvoiceView invoice) {
    return switch (of) {
      case CreditNoteId id -> {
        CreditNoteView it = credits.find(id);
        yield new Picture(
            it.number(),
            it.currency(),
            it.stands() ? it.total() : NONE,
            it.allocated().subtract(itsUse),
            it.refunded().subtract(itsRefund),
            amount,
            invoice);
      }
      case AdvanceId id -> {
        AdvanceView it = advances.find(id);
        yield new Picture(
            it.word(),
            it.currency(),
            it.removed() ? NONE : it.amount(),
            it.allocated().subtract(itsUse),
            it.refunded().subtract(itsRefund),
            amount,
            invoice);
      }
    };
  }

  /**
   * It is taken off its invoice, was never given back, or is a deposit that the ledger has already.
   *
   * @throws Refused if the ledger has it, or may have it
   */
  public void takeBack(RecordRef record) {
    requireRefused(record);
    switch (Kind.of(record.kind())) {
      case ALLOCATION -> using.takeOff(new AllocationId(record.id()));
      case REFUND -> refunds.takeBack(new RefundId(record.id()));
      case ADVANCE -> twins.same(new AdvanceId(record.id()));
      default -> throw new Refused("It cannot be taken back here.");
    }
  }

  /**
   * As much of it as there is goes in its place.
   *
   * @param seen what {@link Picture#fits} said when a person looked
   * @throws Refused if it is something else by now, or as {@link #takeBack}
   */
  public void lower(RecordRef record, BigDecimal seen) {
    Picture now = of(record).orElseThrow(() -> new Refused("It was taken back already."));
    if (!now.less() || now.fits().compareTo(seen) != 0) {
      throw new Refused("Something else is left by now, so nothing was done. Look at it again.");
    }
    if (Kind.of(record.kind()) == Kind.ALLOCATION) {
      AllocationView before =
          credits.allocationsByIds(List.of(new AllocationId(record.id()))).getFirst();
      takeBack(record);
      use(before, seen);
    } else {
      RefundView before = credits.refundsByIds(List.of(new RefundId(record.id()))).getFirst();
      takeBack(record);
      giveBack(before);
    }
  }

  private void use(AllocationView before, BigDecimal amount) {
    var invoice = java.util.Objects.requireNonNull(before.invoice());
    switch (before.of()) {
      case CreditNoteId note -> using.use(note, invoice, amount);
      case AdvanceId advance -> drawing.use(advance, invoice, amount);
    }
  }

  /** All that is left, which is what was seen. */
  private void giveBack(RefundView before) {
    var how = new Refunding(before.date(), before.method(), before.reference(), before.account());
    switch (before.of()) {
      case CreditNoteId note -> credits.refundRest(note, how);
      case AdvanceId advance -> drawing.refundRest(advance, how);
    }
  }

  /** What is on its way may be there in the next moment. */
  private void requireRefused(RecordRef record) {
    Outbox.Standing standing = outbox.standing(record);
    if (standing.state() != Outbox.State.NEEDS_YOU || standing.ledgerId() != null) {
      throw new Refused("It is on its way to Xero or there already. Look at it again in a minute.");
    }
  }
}
