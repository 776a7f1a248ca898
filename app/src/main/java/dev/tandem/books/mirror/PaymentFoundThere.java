package dev.tandem.books.mirror;

import dev.tandem.practice.billing.PaymentId;

/**
 * A payment of ours that nothing here knew to be in the ledger was found there. Published in the
 * transaction that links it.
 */
public record PaymentFoundThere(PaymentId payment) {}
