package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that moved through a bank account, as one reading showed it.
 *
 * @param type {@code RECEIVE-OVERPAYMENT} and the like
 * @param overpaymentId the credit that it left with its customer, if it is an overpayment
 * @param prepaymentId the same of a prepayment
 */
public record XeroBankTransaction(
    @Nullable UUID bankTransactionId,
    @Nullable String type,
    @Nullable XeroStatus status,
    @Nullable XeroContact contact,
    @Nullable XeroAccount bankAccount,
    @Nullable LocalDate date,
    @Nullable String reference,
    @Nullable List<XeroLine> lineItems,
    @Nullable Boolean isReconciled,
    @Nullable BigDecimal total,
    @Nullable String currencyCode,
    @Nullable UUID overpaymentId,
    @Nullable UUID prepaymentId,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroBankTransaction[" + bankTransactionId + ", " + type + "]";
  }
}
