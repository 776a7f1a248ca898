package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Priced;
import dev.tandem.shared.InvalidInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an invoice that money came in for should have said, beside what it says. The invoice and its
 * payments stay as they are, because payments are matched with lines of the bank: only the
 * difference is written, each changed line taken back and written anew, so that accounts and taxes
 * are right to the cent.
 *
 * @param before the invoice's lines
 * @param after what they should have been
 */
public record Correction(InvoiceView invoice, List<InvoiceLine> before, Priced after) {

  static Correction of(InvoiceView invoice, List<LineDetails> wanted) {
    var errors = new LinkedHashMap<String, String>();
    Priced.check(wanted, invoice.lineAmounts(), errors);
    if (!errors.isEmpty()) {
      throw new InvalidInput(errors);
    }
    return new Correction(invoice, invoice.lines(), Priced.of(wanted, invoice.lineAmounts()));
  }

  /** Above zero: the client owes more. Below: less. */
  public BigDecimal difference() {
    return after.totals().total().subtract(invoice.total());
  }

  /** Lines that come to the difference, whichever way it goes; always above zero. */
  List<LineDetails> lines() {
    boolean more = difference().signum() > 0;
    var lines = new ArrayList<LineDetails>();
    for (InvoiceLine it : without(before, after.lines())) {
      LineDetails was = CreditLines.of(it);
      lines.add(named(more ? CreditLines.negated(was) : was, "as invoiced"));
    }
    for (InvoiceLine it : without(after.lines(), before)) {
      LineDetails now = CreditLines.of(it);
      lines.add(named(more ? now : CreditLines.negated(now), "as corrected"));
    }
    if (lines.isEmpty()) {
      throw new InvalidInput(Map.of("lines", "Nothing is different from the invoice"));
    }
    return lines;
  }

  /** Those of the lines that the others do not have, each as often as it is missing there. */
  private static List<InvoiceLine> without(List<InvoiceLine> lines, List<InvoiceLine> others) {
    List<LineDetails> theirs = new ArrayList<>(others.stream().map(CreditLines::of).toList());
    return lines.stream()
        .filter(it -> !theirs.remove(CreditLines.of(it)))
        .filter(it -> it.amount().signum() != 0)
        .toList();
  }

  private static LineDetails named(LineDetails it, String how) {
    return CreditLines.with(it, it.description() + ", " + how, it.quantity(), it.unitPrice());
  }
}
