package dev.tandem.practice.billing.web;

import dev.tandem.practice.billing.LineAmounts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a program wants an invoice to say. {@code PATCH} keeps what is left out; {@code PUT} makes
 * it empty, but for the due date (by the terms of who pays), currency, rate and line amounts.
 *
 * @param seen what the invoice said of itself when the program read it
 * @param billTo who pays it; the client's own id says that the client does
 * @param rate as in {@link NewInvoice}
 * @param lines all lines that it has then
 * @param shown what the preview said of lines that are mapped anew by another location
 */
record InvoiceChange(
    @Nullable String seen,
    @Nullable UUID client,
    @Nullable UUID billTo,
    @Nullable UUID location,
    @Nullable LocalDate date,
    @Nullable LocalDate dueDate,
    @Nullable String reference,
    @Nullable LineAmounts lineAmounts,
    @Nullable String currency,
    @Nullable BigDecimal rate,
    @Nullable List<ChangedLine> lines,
    @Nullable String shown) {

  boolean keepsCurrency(String present) {
    return currency == null || currency.equals(present);
  }
}
