package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as one reading showed it. Null means that the reading did not carry the field:
 * summaries carry no lines and no payments.
 *
 * @param type {@code ACCREC} for sales, {@code ACCPAY} for bills
 * @param lineAmountTypes {@code Exclusive}, {@code Inclusive} or {@code NoTax}
 * @param payments with id, date and amount each; read the payments themselves for more
 * @param creditNotes with id, number and applied amount each; read the credit notes for more
 * @param overpayments with id and applied amount each, as prepayments
 * @param repeatingInvoiceId set when Xero made the invoice from a template, so that nobody pushed
 *     it
 * @param updatedDateUtc not moved by a new due date on a part-paid invoice
 */
public record XeroInvoice(
    @Nullable UUID invoiceId,
    @Nullable String invoiceNumber,
    @Nullable String reference,
    @Nullable String url,
    @Nullable String type,
    @Nullable XeroStatus status,
    @Nullable XeroContact contact,
    @Nullable LocalDate date,
    @Nullable LocalDate dueDate,
    @Nullable String lineAmountTypes,
    @Nullable List<XeroLine> lineItems,
    @Nullable BigDecimal subTotal,
    @Nullable BigDecimal totalTax,
    @Nullable BigDecimal total,
    @Nullable BigDecimal totalDiscount,
    @Nullable BigDecimal amountDue,
    @Nullable BigDecimal amountPaid,
    @Nullable BigDecimal amountCredited,
    @Nullable String currencyCode,
    @Nullable BigDecimal currencyRate,
    @Nullable LocalDate fullyPaidOnDate,
    @Nullable List<XeroPayment> payments,
    @Nullable List<XeroCreditNote> creditNotes,
    @Nullable List<XeroAdvance> overpayments,
    @Nullable List<XeroAdvance> prepayments,
    @Nullable Boolean sentToContact,
    @Nullable UUID brandingThemeId,
    @Nullable UUID repeatingInvoiceId,
    @Nullable Instant updatedDateUtc) {

  @Override
  public String toString() {
    return "XeroInvoice[" + invoiceId + ", " + status + "]";
  }
}
