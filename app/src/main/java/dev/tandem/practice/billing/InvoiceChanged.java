package dev.tandem.practice.billing;

/**
 * An issued invoice says something else than before, or stands differently (approved, voided).
 *
 * @param moved to another location than before
 */
public record InvoiceChanged(InvoiceId invoice, boolean moved) {}
