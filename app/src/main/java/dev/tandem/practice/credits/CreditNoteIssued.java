package dev.tandem.practice.credits;

import dev.tandem.practice.billing.InvoiceId;

/** A credit note stands, or was changed. Published in the transaction that wrote it. */
public record CreditNoteIssued(CreditNoteId note, InvoiceId invoice) {}
