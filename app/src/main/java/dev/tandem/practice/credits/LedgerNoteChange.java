package dev.tandem.practice.credits;

import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.Priced;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody changed about a credit note in the ledger; null means "as it was".
 *
 * @param voided whether it does not count any more
 * @param lines replace all of them
 */
public record LedgerNoteChange(
    boolean voided,
    @Nullable String number,
    @Nullable LocalDate date,
    @Nullable String reference,
    @Nullable LineAmounts lineAmounts,
    @Nullable List<LineDetails> lines) {

  /** All but number and status, which others depend on. */
  CreditNoteView onto(CreditNoteView note) {
    LineAmounts amounts = Objects.requireNonNullElse(lineAmounts, note.lineAmounts());
    boolean priced = lines != null || amounts != note.lineAmounts();
    List<LineDetails> now =
        Objects.requireNonNullElseGet(
            lines, () -> note.lines().stream().map(CreditLines::of).toList());
    return note.rewritten(
        Objects.requireNonNullElse(date, note.date()),
        reference == null ? note.reference() : reference,
        amounts,
        priced ? Priced.of(now, amounts) : note.priced());
  }
}
