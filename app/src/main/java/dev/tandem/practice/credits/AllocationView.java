package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a credit note or of an advance that settles an invoice.
 *
 * @param of what it is a part of
 * @param invoice null if it is none of ours
 * @param fromLedger it was made over there
 * @param ledgerId the ledger's id of it, once known
 * @param removed it no longer counts and is kept for the story
 */
public record AllocationView(
    AllocationId id,
    CreditSource of,
    @Nullable InvoiceId invoice,
    LocalDate date,
    BigDecimal amount,
    boolean fromLedger,
    @Nullable String ledgerId,
    boolean removed,
    Instant madeAt) {

  /** The credit note that it is of; only where it is of one. */
  public CreditNoteId note() {
    return (CreditNoteId) of;
  }

  AllocationView knownAs(String theirId) {
    return new AllocationView(id, of, invoice, date, amount, fromLedger, theirId, removed, madeAt);
  }

  /** It was none of ours when this was read first. */
  AllocationView settling(InvoiceId found) {
    return new AllocationView(id, of, found, date, amount, fromLedger, ledgerId, removed, madeAt);
  }

  AllocationView as(BigDecimal amountNow, boolean removedNow) {
    return new AllocationView(
        id, of, invoice, date, amountNow, fromLedger, ledgerId, removedNow, madeAt);
  }
}
