package dev.tandem.simulator.accounting;

/** The kinds of document a set of books holds, and how Xero names them. */
public enum Kind {
  ORGANISATION("Organisations", "OrganisationID"),
  ACCOUNT("Accounts", "AccountID"),
  TAX_RATE("TaxRates", "TaxType"),
  TRACKING("TrackingCategories", "TrackingCategoryID"),
  CONTACT("Contacts", "ContactID"),
  INVOICE("Invoices", "InvoiceID"),
  PAYMENT("Payments", "PaymentID");

  private final String collection;
  private final String idField;

  Kind(String collection, String idField) {
    this.collection = collection;
    this.idField = idField;
  }

  /** The array's name in envelopes and bodies. */
  public String collection() {
    return collection;
  }

  public String idField() {
    return idField;
  }

  /** The name of one, as events and single bodies spell it. */
  public String singular() {
    return collection.substring(0, collection.length() - 1);
  }
}
