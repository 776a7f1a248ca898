package dev.tandem.xero.accounting;

import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.TenantCalls;
import java.util.List;
import java.util.UUID;

/** The batch payments of one tenant: made and deleted as a whole. Xero does not page their list. */
public final class XeroBatchPayments extends XeroRecords<XeroBatchPayment> {

  static final String ID = "BatchPaymentID";

  public XeroBatchPayments(TenantCalls calls) {
    super(calls, "BatchPayments", XeroBatchPayment.class, ID);
  }

  /** One with its payments, also when it is deleted. */
  public XeroReply<XeroBatchPayment> byId(UUID id) {
    return one(id.toString());
  }

  public PreparedWrite prepareCreate(List<BatchPaymentDraft> drafts) {
    return creating(drafts);
  }

  /** The removal of one with all its payments; each of its invoices is owed again. */
  public PreparedWrite prepareDelete(UUID batchPaymentId) {
    return updating(List.of(BatchPaymentDraft.deletion(batchPaymentId)));
  }
}
