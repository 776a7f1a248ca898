package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says became of a part of a credit note.
 *
 * @param refund whether it was given back; else it settles an invoice
 * @param invoice which of ours it settles; null if none of ours, or if it was given back
 */
public record LedgerPart(
    String ledgerId,
    boolean refund,
    @Nullable InvoiceId invoice,
    LocalDate date,
    BigDecimal amount,
    String reference) {}
