package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A credit note as one reading showed it. Null means that the reading did not carry the field:
 * without a page number lists carry no lines.
 *
 * @param type {@code ACCRECCREDIT} for sales, {@code ACCPAYCREDIT} for bills
 * @param lineAmountTypes {@code Exclusive}, {@code Inclusive} or {@code NoTax}
 * @param remainingCredit what is neither allocated nor refunded
 * @param appliedAmount inside an invoice: how much of it this credit note settles
 * @param payments refunds, with id, date and amount each
 */
public record XeroCreditNote(
    @Nullable UUID creditNoteId,
    @Nullable String creditNoteNumber,
    @Nullable String reference,
    @Nullable String type,
    @Nullable XeroStatus status,
    @Nullable XeroContact contact,
    @Nullable LocalDate date,
    @Nullable String lineAmountTypes,
    @Nullable List<XeroLine> lineItems,
    @Nullable BigDecimal subTotal,
    @Nullable BigDecimal totalTax,
    @Nullable BigDecimal total,
    @Nullable BigDecimal remainingCredit,
    @Nullable BigDecimal appliedAmount,
    @Nullable String currencyCode,
    @Nullable List<XeroAllocation> allocations,
    @Nullable List<XeroPayment> payments,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroCreditNote[" + creditNoteId + ", " + status + "]";
  }
}
