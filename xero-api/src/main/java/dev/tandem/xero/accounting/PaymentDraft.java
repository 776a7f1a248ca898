package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A payment to create. Xero never changes one: to correct it, delete it and make another. */
public final class PaymentDraft extends XeroDraft {

  private PaymentDraft() {}

  /** Money received on an approved invoice, at most what is due. */
  public static PaymentDraft on(UUID invoiceId) {
    return new PaymentDraft().with("Invoice", Map.of(XeroInvoices.ID, invoiceId));
  }

  /** Money given back of a customer's credit note, at most what remains of it. */
  public static PaymentDraft refunding(UUID creditNoteId) {
    return new PaymentDraft().with("CreditNote", Map.of(XeroCreditNotes.ID, creditNoteId));
  }

  /** Money given back of a customer's overpayment, at most what remains of it. */
  public static PaymentDraft refundingOverpayment(UUID overpaymentId) {
    return new PaymentDraft().with("Overpayment", Map.of("OverpaymentID", overpaymentId));
  }

  /** Money given back of a customer's prepayment, at most what remains of it. */
  public static PaymentDraft refundingPrepayment(UUID prepaymentId) {
    return new PaymentDraft().with("Prepayment", Map.of("PrepaymentID", prepaymentId));
  }

  /**
   * Where the money went: a bank account, or one enabled for payments. Bank accounts may have no
   * code.
   */
  public PaymentDraft account(@Nullable UUID accountId) {
    return with("Account", accountId == null ? null : Map.of("AccountID", accountId));
  }

  public PaymentDraft accountCode(@Nullable String code) {
    return with("Account", code == null ? null : Map.of("Code", code));
  }

  public PaymentDraft date(@Nullable LocalDate day) {
    return with("Date", day);
  }

  /** In the invoice's currency. */
  public PaymentDraft amount(@Nullable BigDecimal amount) {
    return with("Amount", amount);
  }

  public PaymentDraft reference(@Nullable String text) {
    return with("Reference", text);
  }

  public PaymentDraft currencyRate(@Nullable BigDecimal rate) {
    return with("CurrencyRate", rate);
  }

  private PaymentDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
