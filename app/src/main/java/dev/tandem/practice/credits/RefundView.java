package dev.tandem.practice.credits;

import dev.tandem.practice.billing.PaymentMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money of a credit note or of an advance that was given back.
 *
 * @param account the ledger's id or code of the account it came from, if one was named
 * @param fromLedger it was recorded over there
 * @param ledgerId the ledger's id of it, once known
 * @param removed it no longer counts and is kept for the story
 */
public record RefundView(
    RefundId id,
    CreditSource of,
    LocalDate date,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    @Nullable String account,
    boolean fromLedger,
    @Nullable String ledgerId,
    boolean removed,
    Instant madeAt) {

  /** The credit note that it is of; only where it is of one. */
  public CreditNoteId note() {
    return (CreditNoteId) of;
  }

  RefundView knownAs(String theirId) {
    return new RefundView(
        id, of, date, amount, method, reference, account, fromLedger, theirId, removed, madeAt);
  }

  RefundView as(BigDecimal amountNow, boolean removedNow) {
    return new RefundView(
        id,
        of,
        date,
        amountNow,
        method,
        reference,
        account,
        fromLedger,
        ledgerId,
        removedNow,
        madeAt);
  }
}
