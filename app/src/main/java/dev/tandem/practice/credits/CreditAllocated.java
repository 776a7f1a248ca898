package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;

/** A part of a credit settles an invoice. Published in the transaction that wrote it. */
public record CreditAllocated(AllocationId allocation, CreditSource of, InvoiceId invoice) {}
