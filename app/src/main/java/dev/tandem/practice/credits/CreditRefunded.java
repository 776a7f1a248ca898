package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;

/**
 * Money of a credit note was given back. Published in the transaction that wrote it.
 *
 * @param invoice for which the credit note was written
 */
public record CreditRefunded(RefundId refund, CreditNoteId note, InvoiceId invoice) {}
