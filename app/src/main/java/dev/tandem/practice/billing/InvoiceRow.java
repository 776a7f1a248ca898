package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice in a list.
 *
 * @param payer who pays it, if not the client
 * @param madeInLedger whether somebody made it in the ledger, not here
 */
public record InvoiceRow(
    InvoiceId id,
    @Nullable String number,
    InvoiceStatus status,
    ClientId client,
    @Nullable ClientId payer,
    LocalDate date,
    LocalDate dueDate,
    String currency,
    String reference,
    BigDecimal total,
    BigDecimal due,
    boolean madeInLedger) {

  /** Who it is for, and who pays it. */
  public Stream<ClientId> people() {
    return payer == null ? Stream.of(client) : Stream.of(client, payer);
  }

  public boolean overdue(LocalDate today) {
    return status == InvoiceStatus.APPROVED && dueDate.isBefore(today);
  }
}
