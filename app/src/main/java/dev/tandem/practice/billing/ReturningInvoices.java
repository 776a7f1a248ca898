package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Writes invoices that only the ledger has: those that a restored database had lost, and those that
 * were made there.
 */
@Component
class ReturningInvoices {

  private final InvoiceRepository invoices;
  private final InvoiceNumbers numbers;
  private final BillingStory story;

  ReturningInvoices(InvoiceRepository invoices, InvoiceNumbers numbers, BillingStory story) {
    this.invoices = invoices;
    this.numbers = numbers;
    this.story = story;
  }

  InvoiceId bringBack(InvoiceId id, LostInvoice lost) {
    return write(
        of(id, lost, false),
        "brought-back",
        "brought " + lost.number() + " back from the ledger after a restore");
  }

  InvoiceId bringIn(InvoiceId id, LostInvoice made) {
    return write(
        of(id, made, true), "brought in", "brought " + made.number() + " in, made in the ledger");
  }

  private InvoiceId write(Invoice it, String action, String text) {
    invoices.add(it);
    numbers.passBy(List.of(Objects.requireNonNull(it.number())));
    story.note(it, action, text);
    return it.id();
  }

  /** It happened, so our own rules do not refuse it. One over nothing is settled as it comes. */
  private static Invoice of(InvoiceId id, LostInvoice lost, boolean madeInLedger) {
    var details =
        new InvoiceDetails(
                lost.client(),
                null,
                lost.location(),
                lost.date(),
                lost.dueDate(),
                lost.reference(),
                lost.lineAmounts(),
                lost.lines())
            .in(lost.currency(), lost.rate())
            .paidBy(lost.payer());
    List<InvoiceLine> lines = details.priced();
    var nothing = new BigDecimal("0.00");
    return new Invoice(
            id,
            lost.status(),
            lost.number(),
            details,
            lines,
            InvoiceTotals.of(lines, details.lineAmounts()),
            nothing,
            nothing,
            madeInLedger)
        .settledBy(nothing, nothing);
  }
}
