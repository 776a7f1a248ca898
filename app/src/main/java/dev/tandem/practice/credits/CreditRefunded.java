package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;
import org.jspecify.annotations.Nullable;

/**
 * Money of a credit was given back. Published in the transaction that wrote it.
 *
 * @param invoice for which the credit note was written; null of an advance
 */
public record CreditRefunded(RefundId refund, CreditSource of, @Nullable InvoiceId invoice) {}
