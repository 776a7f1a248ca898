package dev.tandem.books.ledger;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An item of the ledger's price list that may be sold.
 *
 * @param code what a line names it by
 * @param unitPrice in the organisation's base currency, at most 4 decimals
 */
public record LedgerItem(
    String id,
    String code,
    String name,
    @Nullable BigDecimal unitPrice,
    @Nullable String accountCode,
    @Nullable String taxType,
    boolean active) {}
