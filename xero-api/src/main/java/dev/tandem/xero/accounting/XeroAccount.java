package dev.tandem.xero.accounting;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account of the chart.
 *
 * @param type {@code BANK}, {@code REVENUE}, {@code SALES}, …
 * @param systemAccount what Xero uses it for, such as {@code DEBTORS}; the sure way to find special
 *     accounts
 * @param enablePaymentsToAccount whether payments may go to it although it is no bank account
 */
public record XeroAccount(
    @Nullable UUID accountId,
    @Nullable String code,
    @Nullable String name,
    @Nullable XeroStatus status,
    @Nullable String type,
    @Nullable String taxType,
    @Nullable String description,
    @Nullable String systemAccount,
    @Nullable Boolean enablePaymentsToAccount,
    @Nullable String currencyCode,
    @Nullable Instant updatedDateUtc) {}
