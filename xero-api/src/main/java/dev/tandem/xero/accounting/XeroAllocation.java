package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a credit that settles an invoice. It carries no time of change: what it belongs to
 * does.
 *
 * @param amount in the credit's currency
 * @param creditNote what it is part of: this, or one of the next two
 * @param isDeleted true only in the answer to its removal
 */
public record XeroAllocation(
    @Nullable UUID allocationId,
    @Nullable BigDecimal amount,
    @Nullable LocalDate date,
    @Nullable XeroInvoice invoice,
    @Nullable XeroCreditNote creditNote,
    @Nullable XeroAdvance overpayment,
    @Nullable XeroAdvance prepayment,
    @Nullable Boolean isDeleted) {

  public @Nullable UUID invoiceId() {
    return invoice == null ? null : invoice.invoiceId();
  }

  @Override
  public String toString() {
    return "XeroAllocation[" + allocationId + "]";
  }
}
