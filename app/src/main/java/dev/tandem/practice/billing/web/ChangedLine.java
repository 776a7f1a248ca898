package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineDetails;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a changed invoice. What is left out of one that the invoice has stays as it is; a new
 * one is as in {@link NewLine}.
 *
 * @param line which of the invoice's lines it is, the first is 1; left out: it is new
 */
record ChangedLine(
    @Nullable Integer line,
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
    @Nullable List<InvoiceJson.Option> tracking) {

  NewLine fresh() {
    return new NewLine(
        service,
        practitioner,
        description,
        quantity,
        unitPrice,
        accountCode,
        taxType,
        taxRate,
        itemCode,
        discountRate,
        discountAmount,
        tracking);
  }

  /** Whether it is still what it was of here: another service has its own price and account. */
  boolean stays(LineDetails was) {
    return service == null || was.service() != null && was.service().value().equals(service);
  }
}
