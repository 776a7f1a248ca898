package dev.tandem.xero.accounting;

import dev.tandem.xero.XeroReply;
import dev.tandem.xero.internal.TenantCalls;
import java.util.UUID;

/**
 * The overpayments or the prepayments of one tenant, suppliers' included. Xero makes them of bank
 * transactions; here they are only read.
 */
public final class XeroAdvances extends XeroRecords<XeroAdvance> {

  private XeroAdvances(TenantCalls calls, String collection, String idField) {
    super(calls, collection, XeroAdvance.class, idField);
  }

  public static XeroAdvances overpayments(TenantCalls calls) {
    return new XeroAdvances(calls, "Overpayments", "OverpaymentID");
  }

  public static XeroAdvances prepayments(TenantCalls calls) {
    return new XeroAdvances(calls, "Prepayments", "PrepaymentID");
  }

  /** One with its allocations and refunds, whatever its status. */
  public XeroReply<XeroAdvance> byId(UUID id) {
    return one(id.toString());
  }

  /** As {@link #byId}; one that cannot be read is named. */
  public XeroPage<XeroAdvance> readableById(UUID id) {
    return pageOfOne(id.toString());
  }
}
