package dev.tandem.practice.billing;

import dev.tandem.practice.clients.ClientId;
import java.time.LocalDate;
import java.util.List;

/**
 * An issued invoice as the ledger has it, for a database that lost it.
 *
 * @param status as the ledger says; whether it is paid follows from its payments
 * @param payer the client, if nobody else pays
 * @param currency three letters
 */
public record LostInvoice(
    String number,
    InvoiceStatus status,
    ClientId client,
    ClientId payer,
    LocalDate date,
    LocalDate dueDate,
    String reference,
    String currency,
    LineAmounts lineAmounts,
    List<LineDetails> lines) {

  public LostInvoice {
    lines = List.copyOf(lines);
  }
}
