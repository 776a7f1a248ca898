package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A payment as one reading showed it; inside an invoice it carries little more than id, date and
 * amount.
 *
 * @param amount in the invoice's currency
 * @param bankAmount in the bank account's currency
 * @param paymentType {@code ACCRECPAYMENT} for money received on a sales invoice, and seven others
 * @param batchPaymentId set for a part of a batch, which cannot be deleted alone
 */
public record XeroPayment(
    @Nullable UUID paymentId,
    @Nullable LocalDate date,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal bankAmount,
    @Nullable BigDecimal currencyRate,
    @Nullable String reference,
    @Nullable XeroStatus status,
    @Nullable String paymentType,
    @Nullable Boolean isReconciled,
    @Nullable UUID batchPaymentId,
    @Nullable XeroInvoice invoice,
    @Nullable XeroAccount account,
    @Nullable Instant updatedDateUtc) {

  /** Whether it gave money of a customer's credit note, overpayment or prepayment back. */
  public boolean refund() {
    return "ARCREDITPAYMENT".equals(paymentType) || ofOverpayment() || ofPrepayment();
  }

  public boolean ofOverpayment() {
    return "AROVERPAYMENTPAYMENT".equals(paymentType);
  }

  public boolean ofPrepayment() {
    return "ARPREPAYMENTPAYMENT".equals(paymentType);
  }

  /**
   * What this money is for. Xero shows the credit note (or prepayment, overpayment) of a refund in
   * the place of an invoice, by its own id.
   */
  public @Nullable UUID invoiceId() {
    return invoice == null ? null : invoice.invoiceId();
  }

  @Override
  public String toString() {
    return "XeroPayment[" + paymentId + ", " + status + "]";
  }
}
