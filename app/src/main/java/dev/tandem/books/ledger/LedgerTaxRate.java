package dev.tandem.books.ledger;

import java.math.BigDecimal;

/**
 * A tax of the ledger.
 *
 * @param percent 10 means ten percent
 */
public record LedgerTaxRate(
    String taxType, String name, BigDecimal percent, boolean forRevenue, boolean active) {}
