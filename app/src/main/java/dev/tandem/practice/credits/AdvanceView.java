package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A client's money that no invoice owed when it came in. Amounts are in {@code currency} with 2
 * decimals.
 *
 * @param invoice that was paid more than it owed; null for a deposit
 * @param fromLedger it was recorded over there
 * @param ledgerId the ledger's id of it, once known
 * @param removed it never counted, or was voided over there, and is kept for the story
 */
public record AdvanceView(
    AdvanceId id,
    ClientId client,
    @Nullable LocationId location,
    AdvanceSort sort,
    @Nullable InvoiceId invoice,
    LocalDate date,
    String currency,
    BigDecimal amount,
    PaymentMethod method,
    String reference,
    boolean fromLedger,
    @Nullable String ledgerId,
    boolean removed,
    Instant takenAt) {

  /** What is neither used for an invoice nor given back. */
  public BigDecimal remaining() {
    return removed ? new BigDecimal("0.00") : amount;
  }

  AdvanceView knownAs(String theirId) {
    return new AdvanceView(
        id,
        client,
        location,
        sort,
        invoice,
        date,
        currency,
        amount,
        method,
        reference,
        fromLedger,
        theirId,
        removed,
        takenAt);
  }

  AdvanceView as(LocalDate dateNow, BigDecimal amountNow, boolean removedNow) {
    return new AdvanceView(
        id,
        client,
        location,
        sort,
        invoice,
        dateNow,
        currency,
        amountNow,
        method,
        reference,
        fromLedger,
        ledgerId,
        removedNow,
        takenAt);
  }
}
