package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An overpayment or a prepayment, as one reading showed it.
 *
 * @param type {@code RECEIVE-OVERPAYMENT} or {@code RECEIVE-PREPAYMENT} for a customer's money,
 *     {@code SPEND-…} for a supplier's
 * @param remainingCredit what is neither allocated nor refunded
 * @param appliedAmount inside an invoice: how much of it this credit settles
 * @param payments refunds, with id, date and amount each
 */
public record XeroAdvance(
    @Nullable UUID overpaymentId,
    @Nullable UUID prepaymentId,
    @Nullable String type,
    @Nullable XeroStatus status,
    @Nullable XeroContact contact,
    @Nullable LocalDate date,
    @Nullable String reference,
    @Nullable BigDecimal total,
    @Nullable BigDecimal remainingCredit,
    @Nullable BigDecimal appliedAmount,
    @Nullable String currencyCode,
    @Nullable List<XeroAllocation> allocations,
    @Nullable List<XeroPayment> payments,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroAdvance[" + (overpaymentId == null ? prepaymentId : overpaymentId) + "]";
  }
}
