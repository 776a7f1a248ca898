package dev.tandem.books.ledger;

import org.jspecify.annotations.Nullable;

/**
 * An account of the ledger's chart.
 *
 * @param payable whether a payment may go to it
 */
public record LedgerAccount(
    String id,
    @Nullable String code,
    String name,
    String type,
    boolean bank,
    boolean payable,
    @Nullable String taxType,
    boolean active) {}
