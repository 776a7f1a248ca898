package dev.tandem.practice.billing;

/** An issued invoice says something else than before, or stands differently (approved, voided). */
public record InvoiceChanged(InvoiceId invoice) {}
