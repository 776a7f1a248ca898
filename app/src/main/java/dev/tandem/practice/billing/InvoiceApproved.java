package dev.tandem.practice.billing;

/** An invoice became owed because somebody approved or issued it here; told once in its life. */
public record InvoiceApproved(InvoiceId invoice) {}
