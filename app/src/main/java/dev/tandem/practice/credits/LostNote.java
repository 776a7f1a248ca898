package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import java.time.LocalDate;
import java.util.List;

/**
 * A credit note as the ledger has it, for a database that lost it.
 *
 * @param invoice for which it was written
 * @param currency three letters
 * @param reason why, as its writer said
 * @param ledgerId its id there
 */
public record LostNote(
    String number,
    InvoiceId invoice,
    LocalDate date,
    String currency,
    String reason,
    LineAmounts lineAmounts,
    List<LineDetails> lines,
    String ledgerId) {

  public LostNote {
    lines = List.copyOf(lines);
  }
}
