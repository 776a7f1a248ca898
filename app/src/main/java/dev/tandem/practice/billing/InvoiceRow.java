package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice in a list. */
public record InvoiceRow(
    InvoiceId id,
    @Nullable String number,
    InvoiceStatus status,
    ClientId client,
    LocalDate date,
    LocalDate dueDate,
    String currency,
    String reference,
    BigDecimal total,
    BigDecimal due) {

  public boolean overdue(LocalDate today) {
    return status == InvoiceStatus.APPROVED && dueDate.isBefore(today);
  }
}
