package dev.tandem.practice.billing;

/** An invoice got its number: it exists for the client and for the ledger from now on. */
public record InvoiceIssued(InvoiceId invoice) {}
