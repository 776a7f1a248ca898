package dev.tandem.practice.billing;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes invoices again that a restored database had lost. */
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
    Invoice invoice = of(id, lost);
    invoices.add(invoice);
    numbers.passBy(List.of(lost.number()));
    story.note(
        invoice,
        "brought-back",
        "brought " + lost.number() + " back from the ledger after a restore");
    return id;
  }

  /** It happened, so our own rules do not refuse it. */
  private static Invoice of(InvoiceId id, LostInvoice lost) {
    var details =
        new InvoiceDetails(
                lost.client(),
                null,
                null,
                lost.date(),
                lost.dueDate(),
                lost.reference(),
                lost.lineAmounts(),
                lost.lines())
            .in(lost.currency(), null)
            .paidBy(lost.payer());
    List<InvoiceLine> lines = details.priced();
    var nothing = new BigDecimal("0.00");
    return new Invoice(
        id,
        lost.status() == InvoiceStatus.PAID ? InvoiceStatus.APPROVED : lost.status(),
        lost.number(),
        details,
        lines,
        InvoiceTotals.of(lines, details.lineAmounts()),
        nothing,
        nothing);
  }
}
