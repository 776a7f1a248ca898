package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.setup.LocationId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as the ledger has it, for a database that does not.
 *
 * @param status as the ledger says; whether it is paid follows from its payments
 * @param payer the client, if nobody else pays
 * @param location null where nobody can tell
 * @param currency three letters
 * @param rate as in {@link InvoiceDetails#rate}
 */
public record LostInvoice(
    String number,
    InvoiceStatus status,
    ClientId client,
    ClientId payer,
    @Nullable LocationId location,
    LocalDate date,
    LocalDate dueDate,
    String reference,
    String currency,
    @Nullable BigDecimal rate,
    LineAmounts lineAmounts,
    List<LineDetails> lines) {

  public LostInvoice {
    lines = List.copyOf(lines);
  }

  /** The same at this location. */
  public LostInvoice at(@Nullable LocationId place) {
    return new LostInvoice(
        number,
        status,
        client,
        payer,
        place,
        date,
        dueDate,
        reference,
        currency,
        rate,
        lineAmounts,
        lines);
  }
}
