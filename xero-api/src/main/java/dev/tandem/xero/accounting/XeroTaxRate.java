package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A tax rate. Names and rates are the organisation's own, so map by {@code taxType}.
 *
 * @param effectiveRate percent, compound components included
 */
public record XeroTaxRate(
    @Nullable String name,
    @Nullable String taxType,
    @Nullable XeroStatus status,
    @Nullable BigDecimal effectiveRate,
    @Nullable BigDecimal displayTaxRate,
    @Nullable Boolean canApplyToRevenue,
    @Nullable Boolean canApplyToExpenses,
    @Nullable Boolean canApplyToAssets,
    @Nullable Boolean canApplyToLiabilities,
    @Nullable Boolean canApplyToEquity) {}
