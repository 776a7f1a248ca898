package dev.tandem.books.ledger;

/**
 * How the ledger's documents look on paper.
 *
 * @param position 0 is the one it takes by itself
 */
public record LedgerBrandingTheme(String id, String name, int position) {}
