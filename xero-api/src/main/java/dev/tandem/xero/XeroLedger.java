package dev.tandem.xero;

import dev.tandem.xero.accounting.XeroAccount;
import dev.tandem.xero.accounting.XeroContacts;
import dev.tandem.xero.accounting.XeroInvoices;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.accounting.XeroPayments;
import dev.tandem.xero.accounting.XeroTaxRate;
import dev.tandem.xero.internal.Envelope;
import dev.tandem.xero.internal.TenantCalls;
import java.util.List;

/**
 * One tenant's books: the front door to its contacts, invoices and payments. Cheap to make, holds
 * one access token.
 */
public final class XeroLedger {

  private final TenantCalls calls;
  private final XeroContacts contacts;
  private final XeroInvoices invoices;
  private final XeroPayments payments;

  XeroLedger(TenantCalls calls) {
    this.calls = calls;
    this.contacts = new XeroContacts(calls);
    this.invoices = new XeroInvoices(calls);
    this.payments = new XeroPayments(calls);
  }

  /**
   * Whose books these are. Xero does not bill this call's bytes, so it serves as a health check.
   */
  public XeroReply<XeroOrganisation> organisation() {
    var answer = calls.get("/Organisation", null);
    return new XeroReply<>(
        new Envelope(answer, "Organisations").only(XeroOrganisation.class), answer.facts());
  }

  /** The chart of accounts, whole: Xero does not page it. */
  public XeroReply<List<XeroAccount>> accounts() {
    var answer = calls.get("/Accounts", null);
    return new XeroReply<>(
        new Envelope(answer, "Accounts").records(XeroAccount.class), answer.facts());
  }

  /** Every tax rate, also deleted and archived ones. */
  public XeroReply<List<XeroTaxRate>> taxRates() {
    var answer = calls.get("/TaxRates", null);
    return new XeroReply<>(
        new Envelope(answer, "TaxRates").records(XeroTaxRate.class), answer.facts());
  }

  public XeroContacts contacts() {
    return contacts;
  }

  public XeroInvoices invoices() {
    return invoices;
  }

  public XeroPayments payments() {
    return payments;
  }
}
