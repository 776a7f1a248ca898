package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.Json;
import dev.tandem.xero.internal.TenantCalls;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The payments of one tenant. They are made and deleted, never changed. */
public final class XeroPayments extends XeroRecords<XeroPayment> {

  static final String ID = "PaymentID";

  public XeroPayments(TenantCalls calls) {
    super(calls, "Payments", XeroPayment.class, ID);
  }

  /** Up to 40 payments, deleted ones included. */
  public XeroPage<XeroPayment> byIds(Collection<UUID> ids) {
    return find(anyOf("PaymentID", ids));
  }

  /** Every payment on up to 40 invoices, deleted ones included. */
  public XeroPage<XeroPayment> onInvoices(Collection<UUID> invoiceIds) {
    return find(anyOf("Invoice.InvoiceID", invoiceIds).pageSize(XeroQuery.LARGEST_PAGE));
  }

  public PreparedWrite prepareCreate(List<PaymentDraft> drafts) {
    return creating(drafts);
  }

  /**
   * The removal of one payment; Xero takes no batch of these, and none of a batch payment's parts.
   */
  public PreparedWrite prepareDelete(UUID paymentId) {
    return new PreparedWrite(
        "POST",
        TenantCalls.ROOT + resource() + "/" + paymentId,
        Json.bytes(Map.of("Status", XeroStatus.DELETED)));
  }

  private static XeroQuery anyOf(String field, Collection<UUID> ids) {
    if (ids.isEmpty() || ids.size() > XeroQuery.IDS_AT_ONCE) {
      throw new IllegalArgumentException("1 to " + XeroQuery.IDS_AT_ONCE + " ids");
    }
    return XeroQuery.where(
        ids.stream()
            .map(id -> field + "==guid(\"" + id + "\")")
            .collect(Collectors.joining(" OR ")));
  }
}
