package dev.tandem.xero.accounting;

import dev.tandem.xero.internal.TenantCalls;
import java.util.List;

/** Money that moves through the bank accounts of one tenant without an invoice of its own. */
public final class XeroBankTransactions extends XeroRecords<XeroBankTransaction> {

  static final String ID = "BankTransactionID";

  public XeroBankTransactions(TenantCalls calls) {
    super(calls, "BankTransactions", XeroBankTransaction.class, ID);
  }

  public PreparedWrite prepareCreate(List<BankTransactionDraft> drafts) {
    return creating(drafts);
  }
}
