package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payments to be banked as one sum. Xero takes them in the base currency, for sales invoices or for
 * bills, never both; it changes none afterwards: to correct one, delete it and make another.
 */
public final class BatchPaymentDraft extends XeroDraft {

  private BatchPaymentDraft() {}

  /** One invoice's part. */
  public record Part(UUID invoiceId, BigDecimal amount) {}

  public static BatchPaymentDraft of(List<Part> parts) {
    return new BatchPaymentDraft()
        .with(
            "Payments",
            parts.stream()
                .map(
                    it ->
                        Map.of(
                            "Invoice",
                            Map.of(XeroInvoices.ID, it.invoiceId()),
                            "Amount",
                            it.amount()))
                .toList());
  }

  /** Where the money goes: a bank account, or one enabled for payments. */
  public BatchPaymentDraft account(@Nullable UUID accountId) {
    return with("Account", accountId == null ? null : Map.of("AccountID", accountId));
  }

  public BatchPaymentDraft accountCode(@Nullable String code) {
    return with("Account", code == null ? null : Map.of("Code", code));
  }

  public BatchPaymentDraft date(@Nullable LocalDate day) {
    return with("Date", day);
  }

  /** Xero: at most 12 characters in New Zealand. */
  public BatchPaymentDraft reference(@Nullable String text) {
    return with("Reference", text);
  }

  private BatchPaymentDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }

  /** The removal of one that exists. */
  static BatchPaymentDraft deletion(UUID batchPaymentId) {
    return new BatchPaymentDraft()
        .with(XeroBatchPayments.ID, batchPaymentId)
        .with("Status", XeroStatus.DELETED);
  }
}
