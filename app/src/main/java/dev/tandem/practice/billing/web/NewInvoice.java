package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineAmounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Left out: date is today, due date by the terms of who pays, line amounts as the first line's
 * service has its price, exclusive where no line has a service, currency the practice's own.
 *
 * @param billTo who pays it; left out: whoever pays this client's invoices. The client's own id
 *     says that the client does
 * @param currency ISO 4217, one that the books know
 * @param rate what one unit of the books' own currency is worth in it; left out: the ledger's own
 *     rate of the day
 * @param issue whether it gets its number and reaches the ledger at once, as the practice has set:
 *     as a draft, or approved; left out or false: it stays here
 * @param approve true: it is issued approved, whatever the practice has set
 */
record NewInvoice(
    @Nullable UUID client,
    @Nullable UUID billTo,
    @Nullable UUID location,
    @Nullable LocalDate date,
    @Nullable LocalDate dueDate,
    @Nullable String reference,
    @Nullable LineAmounts lineAmounts,
    @Nullable String currency,
    @Nullable BigDecimal rate,
    @Nullable List<NewLine> lines,
    @Nullable Boolean issue,
    @Nullable Boolean approve) {}
