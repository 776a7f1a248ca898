package dev.tandem.books.ledger;

/**
 * One value by which income can be sorted: an option of a tracking category. A line carries at most
 * one of each category. Xero: two categories are active at most.
 *
 * @param active whether both the option and its category are in use over there
 */
public record LedgerTracking(
    String id, String name, String categoryId, String category, boolean active) {}
