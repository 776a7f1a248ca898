package dev.tandem.practice.billing;

/**
 * A payment was recorded.
 *
 * @param fromLedger true if the ledger told us of it, false if it was taken here
 */
public record PaymentTaken(PaymentId payment, InvoiceId invoice, boolean fromLedger) {}
