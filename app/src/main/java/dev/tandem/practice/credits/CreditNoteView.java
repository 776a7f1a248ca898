package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceTotals;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.Priced;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credit note as others see it. Amounts are in {@code currency} with 2 decimals.
 *
 * @param invoice for which it was written
 * @param reference what it says of itself over there, once somebody there has changed that
 * @param ledgerId the ledger's id of it, once known
 * @param allocations what it settles, oldest first, removed ones included
 * @param refunds what was given back of it, oldest first, removed ones included
 */
public record CreditNoteView(
    CreditNoteId id,
    CreditNoteStatus status,
    CreditPurpose purpose,
    String number,
    InvoiceId invoice,
    LocalDate date,
    String currency,
    String reason,
    @Nullable String reference,
    LineAmounts lineAmounts,
    List<InvoiceLine> lines,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    @Nullable String ledgerId,
    List<AllocationView> allocations,
    List<RefundView> refunds) {

  public BigDecimal allocated() {
    return allocations.stream()
        .filter(it -> !it.removed())
        .map(AllocationView::amount)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** How much of this invoice it settles. */
  public BigDecimal settling(InvoiceId which) {
    return allocations.stream()
        .filter(it -> !it.removed() && which.equals(it.invoice()))
        .map(AllocationView::amount)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  public BigDecimal refunded() {
    return refunds.stream()
        .filter(it -> !it.removed())
        .map(RefundView::amount)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
  }

  /** Stands for what it settles and what is left of it now. */
  public String seen() {
    return remaining().toPlainString() + "/" + allocated().toPlainString() + "/" + status;
  }

  Priced priced() {
    return new Priced(lines, new InvoiceTotals(subtotal, tax, total));
  }

  /** What is neither used for an invoice nor given back. */
  public BigDecimal remaining() {
    return status == CreditNoteStatus.VOIDED
        ? new BigDecimal("0.00")
        : total.subtract(allocated()).subtract(refunded());
  }

  public boolean stands() {
    return status != CreditNoteStatus.VOIDED;
  }

  CreditNoteView with(List<AllocationView> settling, List<RefundView> back) {
    return copy(status, number, ledgerId, settling, back);
  }

  /** Used up or not, as its parts say. */
  CreditNoteView settled() {
    return status == CreditNoteStatus.VOIDED
        ? this
        : as(remaining().signum() <= 0 ? CreditNoteStatus.PAID : CreditNoteStatus.APPROVED);
  }

  CreditNoteView as(CreditNoteStatus next) {
    return copy(next, number, ledgerId, allocations, refunds);
  }

  CreditNoteView knownAs(String theirId) {
    return copy(status, number, theirId, allocations, refunds);
  }

  CreditNoteView numbered(String next) {
    return copy(status, next, ledgerId, allocations, refunds);
  }

  private CreditNoteView copy(
      CreditNoteStatus nextStatus,
      String nextNumber,
      @Nullable String nextLedgerId,
      List<AllocationView> settling,
      List<RefundView> back) {
    return new CreditNoteView(
        id,
        nextStatus,
        purpose,
        nextNumber,
        invoice,
        date,
        currency,
        reason,
        reference,
        lineAmounts,
        lines,
        subtotal,
        tax,
        total,
        nextLedgerId,
        settling,
        back);
  }

  /** As somebody rewrote it; what it comes to follows from its lines. */
  CreditNoteView rewritten(
      LocalDate nextDate, @Nullable String nextReference, LineAmounts amounts, Priced priced) {
    return new CreditNoteView(
        id,
        status,
        purpose,
        number,
        invoice,
        nextDate,
        currency,
        reason,
        nextReference,
        amounts,
        priced.lines(),
        priced.totals().subtotal(),
        priced.totals().tax(),
        priced.totals().total(),
        ledgerId,
        allocations,
        refunds);
  }

  /** What it comes to stays, its tax need not. */
  CreditNoteView booked(Priced elsewhere) {
    return rewritten(date, reference, lineAmounts, elsewhere);
  }
}
