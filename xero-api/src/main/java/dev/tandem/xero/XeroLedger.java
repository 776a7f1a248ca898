package dev.tandem.xero;

import dev.tandem.xero.accounting.XeroAccount;
import dev.tandem.xero.accounting.XeroAdvances;
import dev.tandem.xero.accounting.XeroAllocations;
import dev.tandem.xero.accounting.XeroBankTransactions;
import dev.tandem.xero.accounting.XeroBatchPayments;
import dev.tandem.xero.accounting.XeroBrandingTheme;
import dev.tandem.xero.accounting.XeroContacts;
import dev.tandem.xero.accounting.XeroCreditNotes;
import dev.tandem.xero.accounting.XeroCurrency;
import dev.tandem.xero.accounting.XeroInvoices;
import dev.tandem.xero.accounting.XeroItem;
import dev.tandem.xero.accounting.XeroOrganisation;
import dev.tandem.xero.accounting.XeroPayments;
import dev.tandem.xero.accounting.XeroReport;
import dev.tandem.xero.accounting.XeroTaxRate;
import dev.tandem.xero.accounting.XeroTrackingCategory;
import dev.tandem.xero.internal.Envelope;
import dev.tandem.xero.internal.TenantCalls;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * One tenant's books: the front door to its contacts, invoices and payments. Cheap to make, holds
 * one access token.
 */
public final class XeroLedger {

  private final TenantCalls calls;
  private final XeroContacts contacts;
  private final XeroInvoices invoices;
  private final XeroPayments payments;
  private final XeroCreditNotes creditNotes;
  private final XeroAllocations allocations;
  private final XeroBatchPayments batchPayments;
  private final XeroBankTransactions bankTransactions;
  private final XeroAdvances overpayments;
  private final XeroAdvances prepayments;

  XeroLedger(TenantCalls calls) {
    this.calls = calls;
    this.contacts = new XeroContacts(calls);
    this.invoices = new XeroInvoices(calls);
    this.payments = new XeroPayments(calls);
    this.creditNotes = new XeroCreditNotes(calls);
    this.allocations = new XeroAllocations(calls);
    this.batchPayments = new XeroBatchPayments(calls);
    this.bankTransactions = new XeroBankTransactions(calls);
    this.overpayments = XeroAdvances.overpayments(calls);
    this.prepayments = XeroAdvances.prepayments(calls);
  }

  /**
   * Whose books these are. Xero does not bill this call's bytes, so it serves as a health check.
   */
  public XeroReply<XeroOrganisation> organisation() {
    var answer = calls.get("/Organisation", null);
    return new XeroReply<>(
        new Envelope(answer, "Organisations").only(XeroOrganisation.class), answer.facts());
  }

  /**
   * Whether the user's role in these books allows writing, asked without writing anything: of an
   * empty list Xero processes nothing and says so (400), whereas a role that is not enough is a
   * 401.
   *
   * @throws XeroAccessLost if we may not write, or not even enter
   */
  public CallFacts tryWriting() {
    byte[] nothing = "{\"Contacts\":[]}".getBytes(StandardCharsets.UTF_8);
    String key = UUID.randomUUID().toString();
    try {
      return calls.send("POST", TenantCalls.ROOT + "/Contacts", nothing, key).facts();
    } catch (XeroRefused nothingProcessed) {
      return nothingProcessed.facts();
    }
  }

  /** The active tracking categories with their options; Xero does not page them. */
  public XeroReply<List<XeroTrackingCategory>> trackingCategories() {
    var answer = calls.get("/TrackingCategories", null);
    return new XeroReply<>(
        new Envelope(answer, "TrackingCategories").records(XeroTrackingCategory.class),
        answer.facts());
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

  /** Every item, sold or only bought; Xero does not page them. */
  public XeroReply<List<XeroItem>> items() {
    var answer = calls.get("/Items", null);
    return new XeroReply<>(new Envelope(answer, "Items").records(XeroItem.class), answer.facts());
  }

  /** The currencies that documents may be in. */
  public XeroReply<List<XeroCurrency>> currencies() {
    var answer = calls.get("/Currencies", null);
    return new XeroReply<>(
        new Envelope(answer, "Currencies").records(XeroCurrency.class), answer.facts());
  }

  /**
   * What each bank account had, took in, gave out and has. Needs {@code
   * accounting.reports.banksummary.read}.
   *
   * @param to included
   */
  public XeroReply<XeroReport> bankSummary(LocalDate from, LocalDate to) {
    var answer = calls.get("/Reports/BankSummary?fromDate=" + from + "&toDate=" + to, null);
    return new XeroReply<>(new Envelope(answer, "Reports").only(XeroReport.class), answer.facts());
  }

  public XeroReply<List<XeroBrandingTheme>> brandingThemes() {
    var answer = calls.get("/BrandingThemes", null);
    return new XeroReply<>(
        new Envelope(answer, "BrandingThemes").records(XeroBrandingTheme.class), answer.facts());
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

  public XeroCreditNotes creditNotes() {
    return creditNotes;
  }

  public XeroAllocations allocations() {
    return allocations;
  }

  public XeroBatchPayments batchPayments() {
    return batchPayments;
  }

  public XeroBankTransactions bankTransactions() {
    return bankTransactions;
  }

  public XeroAdvances overpayments() {
    return overpayments;
  }

  public XeroAdvances prepayments() {
    return prepayments;
  }
}
