package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a credit note that settles an invoice. It carries no time of change: what it belongs to
 * does.
 *
 * @param amount in the credit note's currency
 * @param isDeleted true only in the answer to its removal
 */
public record XeroAllocation(
    @Nullable UUID allocationId,
    @Nullable BigDecimal amount,
    @Nullable LocalDate date,
    @Nullable XeroInvoice invoice,
    @Nullable XeroCreditNote creditNote,
    @Nullable Boolean isDeleted) {

  public @Nullable UUID invoiceId() {
    return invoice == null ? null : invoice.invoiceId();
  }

  @Override
  public String toString() {
    return "XeroAllocation[" + allocationId + "]";
  }
}
