package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.credits.AdvanceDays;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditDays;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditSource;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What has a day in the books, of whatever kind: which day, and another one for it. */
@Component
class DatedRecords {

  private final Billing billing;
  private final Corrections corrections;
  private final Credits credits;
  private final CreditDays creditDays;
  private final Advances advances;
  private final AdvanceDays advanceDays;
  private final Takings takings;
  private final Setup setup;

  DatedRecords(
      Billing billing,
      Corrections corrections,
      Credits credits,
      CreditDays creditDays,
      Advances advances,
      AdvanceDays advanceDays,
      Takings takings,
      Setup setup) {
    this.billing = billing;
    this.corrections = corrections;
    this.credits = credits;
    this.creditDays = creditDays;
    this.advances = advances;
    this.advanceDays = advanceDays;
    this.takings = takings;
    this.setup = setup;
  }

  /**
   * A day of something.
   *
   * @param due of an invoice; null of all else
   */
  record Dated(LocalDate date, @Nullable LocalDate due, BigDecimal amount, String currency) {}

  /** Empty of what has no day of its own, or is not there any more. */
  Optional<Dated> find(RecordRef it) {
    return switch (Kind.of(it.kind())) {
      case INVOICE ->
          billing.byIds(List.of(new InvoiceId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.date(), at.dueDate(), at.total(), at.currency()));
      case PAYMENT ->
          billing.paymentsByIds(List.of(new PaymentId(it.id()))).stream()
              .findFirst()
              .map(
                  at ->
                      new Dated(
                          at.date(), null, at.amount(), billing.find(at.invoice()).currency()));
      case CREDIT_NOTE ->
          credits.byIds(List.of(new CreditNoteId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.date(), null, at.total(), at.currency()));
      case REFUND ->
          credits.refundsByIds(List.of(new RefundId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.date(), null, at.amount(), currency(at.of())));
      case ADVANCE ->
          advances.byIds(List.of(new AdvanceId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.date(), null, at.amount(), at.currency()));
      case ALLOCATION ->
          credits.allocationsByIds(List.of(new AllocationId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.date(), null, at.amount(), currency(at.of())));
      case RECEIPT ->
          takings.receipts(List.of(new ReceiptId(it.id()))).stream()
              .findFirst()
              .map(at -> new Dated(at.bankedOn(), null, at.total(), setup.practice().currency()));
      default -> Optional.empty();
    };
  }

  private String currency(CreditSource of) {
    return switch (of) {
      case CreditNoteId note ->
          credits.byIds(List.of(note)).stream()
              .findFirst()
              .map(CreditNoteView::currency)
              .orElseGet(() -> setup.practice().currency());
      case AdvanceId advance -> advances.find(advance).currency();
    };
  }

  /** Whether it can stay out of the ledger, with what belongs to it. */
  static boolean mayStayOut(RecordRef it) {
    return Kind.of(it.kind()) != Kind.RECEIPT;
  }

  /**
   * What a move would do; nothing is done.
   *
   * @return when an invoice would be due; null of all else
   * @throws Refused if it cannot be moved
   * @throws InvalidInput if not to this day
   */
  @Nullable LocalDate check(RecordRef it, LocalDate day) {
    switch (Kind.of(it.kind())) {
      case INVOICE -> {
        return corrections.dueAfterMove(new InvoiceId(it.id()), day);
      }
      case PAYMENT -> corrections.checkMove(new PaymentId(it.id()), day);
      case CREDIT_NOTE -> creditDays.check(new CreditNoteId(it.id()));
      case REFUND -> creditDays.check(new RefundId(it.id()), day);
      case ALLOCATION -> creditDays.check(new AllocationId(it.id()), day);
      case ADVANCE -> advanceDays.check(new AdvanceId(it.id()), day);
      case RECEIPT -> takings.checkBankOn(new ReceiptId(it.id()), day);
      default -> throw new Refused("It keeps its day.");
    }
    return null;
  }

  /**
   * @throws Refused if it cannot be moved
   * @throws InvalidInput if not to this day
   */
  void move(RecordRef it, LocalDate day) {
    switch (Kind.of(it.kind())) {
      case INVOICE -> corrections.move(new InvoiceId(it.id()), day);
      case PAYMENT -> corrections.move(new PaymentId(it.id()), day);
      case CREDIT_NOTE -> creditDays.move(new CreditNoteId(it.id()), day);
      case REFUND -> creditDays.move(new RefundId(it.id()), day);
      case ALLOCATION -> creditDays.move(new AllocationId(it.id()), day);
      case ADVANCE -> advanceDays.move(new AdvanceId(it.id()), day);
      case RECEIPT -> takings.bankOn(new ReceiptId(it.id()), day);
      default -> check(it, day);
    }
  }
}
