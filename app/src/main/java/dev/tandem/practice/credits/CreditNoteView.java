package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
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

  public BigDecimal refunded() {
    return refunds.stream()
        .filter(it -> !it.removed())
        .map(RefundView::amount)
        .reduce(new BigDecimal("0.00"), BigDecimal::add);
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
    return new CreditNoteView(
        id,
        status,
        purpose,
        number,
        invoice,
        date,
        currency,
        reason,
        lineAmounts,
        lines,
        subtotal,
        tax,
        total,
        ledgerId,
        settling,
        back);
  }

  /** Used up or not, as its parts say. */
  CreditNoteView settled() {
    return status == CreditNoteStatus.VOIDED
        ? this
        : as(remaining().signum() <= 0 ? CreditNoteStatus.PAID : CreditNoteStatus.APPROVED);
  }

  CreditNoteView as(CreditNoteStatus next) {
    return new CreditNoteView(
        id,
        next,
        purpose,
        number,
        invoice,
        date,
        currency,
        reason,
        lineAmounts,
        lines,
        subtotal,
        tax,
        total,
        ledgerId,
        allocations,
        refunds);
  }

  CreditNoteView knownAs(String theirId) {
    return new CreditNoteView(
        id,
        status,
        purpose,
        number,
        invoice,
        date,
        currency,
        reason,
        lineAmounts,
        lines,
        subtotal,
        tax,
        total,
        theirId,
        allocations,
        refunds);
  }

  /** What it comes to stays, its tax need not. */
  CreditNoteView booked(Priced elsewhere) {
    return new CreditNoteView(
        id,
        status,
        purpose,
        number,
        invoice,
        date,
        currency,
        reason,
        lineAmounts,
        elsewhere.lines(),
        elsewhere.totals().subtotal(),
        elsewhere.totals().tax(),
        total,
        ledgerId,
        allocations,
        refunds);
  }

  CreditNoteView numbered(String next) {
    return new CreditNoteView(
        id,
        status,
        purpose,
        next,
        invoice,
        date,
        currency,
        reason,
        lineAmounts,
        lines,
        subtotal,
        tax,
        total,
        ledgerId,
        allocations,
        refunds);
  }
}
