package dev.tandem.books.mirror;

import java.util.UUID;

/**
 * An invoice that was voided here stands in the ledger after all: it is to be voided there, too.
 * Published in the transaction that linked the two.
 */
public record InvoiceToVoid(UUID invoice) {}
