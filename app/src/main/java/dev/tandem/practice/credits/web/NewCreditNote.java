package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditPurpose;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credit note that a program wants written.
 *
 * @param date today if left out
 * @param lines left out: all that the invoice charged
 * @param refund how what the invoice does not owe any more goes back; left out, it stays the
 *     client's credit
 * @param seen what the preview said; told, nothing is done if something else would happen by now
 */
record NewCreditNote(
    @Nullable LocalDate date,
    @Nullable String reason,
    @Nullable List<CreditedLine> lines,
    @Nullable RefundWish refund,
    @Nullable String seen) {

  CreditDetails details(InvoiceView invoice, LocalDate today) {
    return new CreditDetails(
        CreditPurpose.CREDIT,
        date == null ? today : date,
        reason == null ? "" : reason,
        invoice.lineAmounts(),
        credited(invoice),
        refund == null ? null : refund.refunding(today));
  }

  private List<LineDetails> credited(InvoiceView invoice) {
    return lines == null
        ? invoice.lines().stream().map(CreditLines::of).toList()
        : CreditedLine.of(invoice, lines);
  }
}
