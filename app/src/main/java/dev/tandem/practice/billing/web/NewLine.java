package dev.tandem.practice.billing.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Left out: taken from the service and the mapping; without a service account and tax are needed.
 *
 * @param practitioner whose work it is: the mapping may say something for them
 * @param taxRate percent; the ledger's own for the tax type where that is known
 * @param discountRate percent taken off; this or {@code discountAmount}
 * @param tracking at most two options of the ledger's tracking categories, by ids or names
 */
record NewLine(
    @Nullable UUID service,
    @Nullable UUID practitioner,
    @Nullable String description,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal unitPrice,
    @Nullable String accountCode,
    @Nullable String taxType,
    @Nullable BigDecimal taxRate,
    @Nullable String itemCode,
    @Nullable BigDecimal discountRate,
    @Nullable BigDecimal discountAmount,
    @Nullable List<InvoiceJson.Option> tracking) {}
