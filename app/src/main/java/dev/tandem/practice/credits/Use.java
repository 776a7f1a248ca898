package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceView;
import java.math.BigDecimal;

/**
 * What using some of a credit note for an invoice would do. Amounts have 2 decimals.
 *
 * @param amount how much of what is left of the one would settle the other
 */
public record Use(CreditNoteView note, InvoiceView invoice, BigDecimal amount) {

  /** What would be left of the credit note. */
  public BigDecimal left() {
    return note.remaining().subtract(amount);
  }

  /** What would be owed on the invoice. */
  public BigDecimal owed() {
    return invoice.due().subtract(amount);
  }

  /** Stands for both balances: whoever uses it shows with this what was seen of them. */
  public String seen() {
    return note.remaining().toPlainString() + "/" + invoice.due().toPlainString();
  }
}
