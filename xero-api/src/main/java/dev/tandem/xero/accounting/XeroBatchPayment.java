package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Several payments that reach the bank as one sum, as one reading showed it.
 *
 * @param type {@code RECBATCH} for money received, {@code PAYBATCH} for bills paid
 * @param payments its parts, with their ids, amounts and invoices; none can be deleted alone
 */
public record XeroBatchPayment(
    @Nullable UUID batchPaymentId,
    @Nullable String type,
    @Nullable XeroStatus status,
    @Nullable LocalDate date,
    @Nullable XeroAccount account,
    @Nullable String reference,
    @Nullable BigDecimal totalAmount,
    @Nullable List<XeroPayment> payments,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroBatchPayment[" + batchPaymentId + ", " + status + "]";
  }
}
