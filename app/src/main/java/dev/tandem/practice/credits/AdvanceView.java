package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A client's money that no invoice owed when it came in. Amounts are in {@code currency} with 2
 * decimals.
 *
 * @param invoice that was paid more than it owed; null for a deposit
 * @param fromLedger it was recorded over there
 * @param ledgerId the ledger's id of it, once known
 * @param allocations what it settles, oldest first, removed ones included
 * @param refunds what was given back of it, oldest first, removed ones included
 * @param removed it never counted, or was voided over there, and is kept for the story
 */
public record AdvanceView(
    AdvanceId id,
    ClientId client,
    @Nullable LocationId location,
    AdvanceSort sort,
    @Nullable InvoiceId invoice,
    LocalDate date,
    String currency,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    boolean fromLedger,
    @Nullable String ledgerId,
    boolean removed,
    Instant takenAt,
    List<AllocationView> allocations,
    List<RefundView> refunds) {

  /** What invoices use of it. */
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
    return removed ? new BigDecimal("0.00") : amount.subtract(allocated()).subtract(refunded());
  }

  /** For people, in a sentence: {@code deposit}. */
  public String word() {
    return sort.label().toLowerCase(Locale.ROOT);
  }

  AdvanceView with(List<AllocationView> settling, List<RefundView> back) {
    return new AdvanceView(
        id,
        client,
        location,
        sort,
        invoice,
        date,
        currency,
        amount,
        method,
        reference,
        fromLedger,
        ledgerId,
        removed,
        takenAt,
        settling,
        back);
  }

  AdvanceView knownAs(String theirId) {
    return new AdvanceView(
        id,
        client,
        location,
        sort,
        invoice,
        date,
        currency,
        amount,
        method,
        reference,
        fromLedger,
        theirId,
        removed,
        takenAt,
        allocations,
        refunds);
  }

  AdvanceView as(LocalDate dateNow, BigDecimal amountNow, boolean removedNow) {
    return new AdvanceView(
        id,
        client,
        location,
        sort,
        invoice,
        dateNow,
        currency,
        amountNow,
        method,
        reference,
        fromLedger,
        ledgerId,
        removedNow,
        takenAt,
        allocations,
        refunds);
  }
}
