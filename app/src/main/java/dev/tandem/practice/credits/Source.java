package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A credit note or an advance, seen as what its parts are of.
 *
 * @param name for people, in a sentence: {@code CN-0001}, {@code the deposit of 60.00}
 * @param currency of its amounts
 * @param ledgerId the ledger's id of it, once known
 * @param invoice whose story tells what becomes of it; null for an advance
 * @param allocations what it settles, removed ones included
 * @param refunds what was given back of it, removed ones included
 */
public record Source(
    CreditSource id,
    String name,
    String currency,
    @Nullable String ledgerId,
    @Nullable InvoiceId invoice,
    List<AllocationView> allocations,
    List<RefundView> refunds) {}
