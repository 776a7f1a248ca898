package dev.tandem.xero.accounting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice to create, or the changed fields of one to update. See {@link XeroDraft} for null and
 * empty.
 */
public final class InvoiceDraft extends XeroDraft {

  private InvoiceDraft() {}

  /** A new sales invoice; a draft in Xero until a status says otherwise. */
  public static InvoiceDraft sale() {
    return new InvoiceDraft().with("Type", "ACCREC");
  }

  /** Changes to this invoice and no other. */
  public static InvoiceDraft update(UUID invoiceId) {
    return new InvoiceDraft().with(XeroInvoices.ID, invoiceId);
  }

  /** By id only: any further field would edit the contact. */
  public InvoiceDraft contact(@Nullable UUID contactId) {
    return with("Contact", contactId == null ? null : Map.of(XeroContacts.ID, contactId));
  }

  /** Unique among sales invoices. */
  public InvoiceDraft number(@Nullable String text) {
    return with("InvoiceNumber", text);
  }

  public InvoiceDraft reference(@Nullable String text) {
    return with("Reference", text);
  }

  /** Where a person finds the invoice at our side. */
  public InvoiceDraft url(@Nullable String address) {
    return with("Url", address);
  }

  public InvoiceDraft date(@Nullable LocalDate day) {
    return with("Date", day);
  }

  /** Always send it: Xero does not derive it reliably. */
  public InvoiceDraft dueDate(@Nullable LocalDate day) {
    return with("DueDate", day);
  }

  public InvoiceDraft status(@Nullable XeroStatus status) {
    return with("Status", status);
  }

  /** {@code Exclusive}, {@code Inclusive} or {@code NoTax}. */
  public InvoiceDraft lineAmountTypes(@Nullable String types) {
    return with("LineAmountTypes", types);
  }

  /** All lines: one that is stored and missing here is deleted. */
  public InvoiceDraft lines(@Nullable List<XeroLine> all) {
    return with("LineItems", all);
  }

  public InvoiceDraft currency(@Nullable String code) {
    return with("CurrencyCode", code);
  }

  /** Up to 6 decimals; Xero takes the day's rate when absent. */
  public InvoiceDraft currencyRate(@Nullable BigDecimal rate) {
    return with("CurrencyRate", rate);
  }

  public InvoiceDraft brandingTheme(@Nullable UUID themeId) {
    return with("BrandingThemeID", themeId);
  }

  /** Approved invoices only. */
  public InvoiceDraft sentToContact(@Nullable Boolean sent) {
    return with("SentToContact", sent);
  }

  private InvoiceDraft with(String name, @Nullable Object value) {
    set(name, value);
    return this;
  }
}
