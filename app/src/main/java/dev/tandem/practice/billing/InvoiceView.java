package dev.tandem.practice.billing;

import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as others see it. Amounts are in {@code currency} with 2 decimals.
 *
 * @param number null while it is a draft that was never issued
 * @param due what is left to pay; below zero if the ledger knows of more money than was owed
 * @param payments oldest first, removed ones included
 * @param payer who pays it, if not the client
 * @param rate of its currency, as in {@link InvoiceDetails#rate}
 * @param madeInLedger whether somebody made it in the ledger, not here
 */
public record InvoiceView(
    InvoiceId id,
    InvoiceStatus status,
    @Nullable String number,
    ClientId client,
    @Nullable AppointmentId appointment,
    @Nullable LocationId location,
    LocalDate date,
    LocalDate dueDate,
    String currency,
    String reference,
    LineAmounts lineAmounts,
    List<InvoiceLine> lines,
    BigDecimal subtotal,
    BigDecimal tax,
    BigDecimal total,
    BigDecimal paid,
    BigDecimal credited,
    BigDecimal due,
    List<PaymentView> payments,
    @Nullable ClientId payer,
    @Nullable BigDecimal rate,
    boolean madeInLedger) {

  static InvoiceView of(Invoice invoice, List<PaymentView> payments) {
    InvoiceDetails details = invoice.details();
    InvoiceTotals totals = invoice.totals();
    return new InvoiceView(
        invoice.id(),
        invoice.status(),
        invoice.number(),
        details.client(),
        details.appointment(),
        details.location(),
        details.date(),
        details.dueDate(),
        invoice.currency(),
        details.reference(),
        details.lineAmounts(),
        invoice.lines(),
        totals.subtotal(),
        totals.tax(),
        totals.total(),
        invoice.paid(),
        invoice.credited(),
        invoice.due(),
        payments,
        details.payer(),
        details.rate(),
        invoice.madeInLedger());
  }

  /** Who pays it: the payer, or else the client. */
  public ClientId billTo() {
    return payer == null ? client : payer;
  }

  /** True when it is owed, not fully paid and past its due date. */
  public boolean overdue(LocalDate today) {
    return status == InvoiceStatus.APPROVED && dueDate.isBefore(today);
  }

  /** Stands for what the invoice says now; see {@link Billing#rewrite}. */
  public String seen() {
    return new InvoiceDetails(
            client,
            appointment,
            location,
            date,
            dueDate,
            reference,
            lineAmounts,
            lines.stream().map(InvoiceLine::details).toList(),
            payer,
            currency,
            rate)
        .fingerprint();
  }

  public List<PaymentView> standingPayments() {
    return payments.stream().filter(it -> !it.removed()).toList();
  }
}
