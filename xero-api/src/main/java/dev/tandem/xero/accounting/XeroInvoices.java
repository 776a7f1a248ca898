package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.TenantCalls;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The invoices of one tenant, bills included. Prices keep four decimals in both directions. */
public final class XeroInvoices extends XeroRecords<XeroInvoice> {

  static final String ID = "InvoiceID";

  public XeroInvoices(TenantCalls calls) {
    super(calls, "Invoices", XeroInvoice.class, ID);
  }

  /** Up to 40 invoices in full, whatever their status; unknown ids are simply missing. */
  public XeroPage<XeroInvoice> byIds(Collection<UUID> ids) {
    return find(XeroQuery.ids(ids).includeArchived());
  }

  /** Up to 40 invoices by number; a number may find several, as bills' numbers are not unique. */
  public XeroPage<XeroInvoice> byNumbers(Collection<String> numbers) {
    return find(XeroQuery.invoiceNumbers(numbers).includeArchived());
  }

  public PreparedWrite prepareCreate(List<InvoiceDraft> drafts) {
    return creating(drafts);
  }

  public PreparedWrite prepareUpdate(List<InvoiceDraft> drafts) {
    return updating(drafts);
  }

  @Override
  String readingExtras() {
    return "&unitdp=4";
  }
}
