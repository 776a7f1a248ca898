package dev.tandem.practice.takings;

import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;

/** A payment goes to the ledger by itself after all, as soon as its invoice is there. */
public record PaymentLeftTakings(PaymentId payment, InvoiceId invoice) {}
