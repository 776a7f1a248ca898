package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger changed about an invoice; null means "as it was". Paid is not among the statuses
 * to take: it follows from payments and credits.
 *
 * @param status approved, voided or draft
 * @param credited settled by credit notes, prepayments or overpayments
 * @param currency ISO 4217
 * @param rate as in {@link InvoiceDetails#rate}
 * @param billTo who it is billed to over there
 * @param lineAmounts given together with {@code lines}, which replace all lines
 */
public record LedgerChange(
    @Nullable InvoiceStatus status,
    @Nullable String number,
    @Nullable LocalDate date,
    @Nullable LocalDate dueDate,
    @Nullable String reference,
    @Nullable BigDecimal credited,
    @Nullable LineAmounts lineAmounts,
    @Nullable List<LineDetails> lines,
    @Nullable String currency,
    @Nullable BigDecimal rate,
    @Nullable ClientId billTo) {

  public static LedgerChange status(InvoiceStatus status) {
    return new LedgerChange(status, null, null, null, null, null, null, null, null, null, null);
  }

  /** Settled so by credit notes, prepayments and overpayments. */
  public static LedgerChange credited(BigDecimal credited) {
    return new LedgerChange(null, null, null, null, null, credited, null, null, null, null, null);
  }

  Invoice onto(Invoice invoice) {
    InvoiceDetails details =
        invoice
            .details()
            .with(
                or(date, invoice.details().date()),
                or(dueDate, invoice.details().dueDate()),
                or(reference, invoice.details().reference()));
    if (lines != null) {
      details = details.with(or(lineAmounts, details.lineAmounts()), lines);
    }
    if (currency != null || rate != null) {
      details = details.in(or(currency, invoice.currency()), rate(details.rate()));
    }
    if (billTo != null) {
      details = details.paidBy(billTo);
    }
    InvoiceStatus next = or(status, invoice.status());
    return invoice
        .numbered(number == null ? invoice.number() : number)
        .as(next == InvoiceStatus.PAID ? InvoiceStatus.APPROVED : next)
        .rewritten(details)
        .settledBy(invoice.paid(), or(credited, invoice.credited()));
  }

  /** Xero: an invoice in the books' own currency has a rate of 1. */
  private @Nullable BigDecimal rate(@Nullable BigDecimal before) {
    if (rate == null) {
      return before;
    }
    return rate.compareTo(BigDecimal.ONE) == 0 ? null : rate;
  }

  private static <T> T or(@Nullable T theirs, T ours) {
    return theirs == null ? ours : theirs;
  }
}
