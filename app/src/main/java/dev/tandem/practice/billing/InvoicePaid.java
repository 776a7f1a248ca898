package dev.tandem.practice.billing;

/** Nothing is left to pay. */
public record InvoicePaid(InvoiceId invoice) {}
