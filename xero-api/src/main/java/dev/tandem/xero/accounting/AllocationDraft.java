package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of a credit note to be put against an invoice of the same customer. */
public final class AllocationDraft extends XeroDraft {

  private AllocationDraft() {}

  /** At most what the invoice still owes and the credit note still has. */
  public static AllocationDraft to(UUID invoiceId) {
    return new AllocationDraft().with("Invoice", Map.of(XeroInvoices.ID, invoiceId));
  }

  public AllocationDraft amount(@Nullable BigDecimal amount) {
    return with("Amount", amount);
  }

  public AllocationDraft date(@Nullable LocalDate day) {
    return with("Date", day);
  }

  private AllocationDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
