package dev.tandem.xero.accounting;

import org.jspecify.annotations.Nullable;

/**
 * A currency that the organisation is subscribed to.
 *
 * @param code ISO 4217
 */
public record XeroCurrency(@Nullable String code, @Nullable String description) {}
