package dev.tandem.books.ledger;

/**
 * A currency that the organisation's documents may be in.
 *
 * @param code ISO 4217
 */
public record LedgerCurrency(String code, String name) {}
