package dev.tandem.practice.appointments;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * How invoices stand today. What billing has noted with an appointment knows neither the calendar
 * nor parts of a payment.
 */
public interface InvoicesNow {

  /** By id, all in one reading; unknown ones are missing. */
  Map<UUID, InvoiceNow> of(Collection<UUID> invoices);
}
