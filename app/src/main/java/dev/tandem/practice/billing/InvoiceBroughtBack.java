package dev.tandem.practice.billing;

/**
 * An invoice that a restored database had lost is here again, as the ledger has it. Published in
 * the transaction of the change.
 */
record InvoiceBroughtBack(InvoiceId invoice) {}
