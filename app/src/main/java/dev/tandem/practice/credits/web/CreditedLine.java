package dev.tandem.practice.credits.web;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of an invoice as a credit note or a correction says it. Account and tax are those of the
 * invoice's line.
 *
 * @param line which of the invoice's lines, the first is 1
 * @param quantity all of it if left out, and with it {@code unitPrice}
 */
record CreditedLine(
    @Nullable Integer line,
    @Nullable String description,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal unitPrice) {

  static List<LineDetails> of(InvoiceView invoice, List<CreditedLine> wanted) {
    var lines = new ArrayList<LineDetails>();
    for (CreditedLine it : wanted) {
      int at = it.line() == null ? 0 : it.line();
      if (at < 1 || at > invoice.lines().size()) {
        throw new InvalidInput("lines", "Each says which line of the invoice it is of, from 1");
      }
      InvoiceLine line = invoice.lines().get(at - 1);
      LineDetails was = CreditLines.of(line);
      lines.add(
          CreditLines.with(
              was,
              it.description() == null ? was.description() : it.description(),
              it.quantity() == null ? was.quantity() : it.quantity(),
              it.unitPrice() == null ? was.unitPrice() : it.unitPrice()));
    }
    return lines;
  }
}
