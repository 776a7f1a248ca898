package dev.tandem.practice.billing;

/**
 * A payment no longer counts.
 *
 * @param fromLedger true if it was removed on the ledger's side
 */
public record PaymentRemoved(PaymentId payment, InvoiceId invoice, boolean fromLedger) {}
