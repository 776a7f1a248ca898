package dev.tandem.simulator.accounting.books;

/** The kinds of document a set of books holds, and how Xero names them. */
public enum Kind {
  ORGANISATION("Organisations", "OrganisationID"),
  ACCOUNT("Accounts", "AccountID"),
  TAX_RATE("TaxRates", "TaxType"),
  CURRENCY("Currencies", "Code"),
  TRACKING("TrackingCategories", "TrackingCategoryID"),
  BRANDING_THEME("BrandingThemes", "BrandingThemeID"),
  USER("Users", "UserID"),
  ITEM("Items", "ItemID"),
  CONTACT("Contacts", "ContactID"),
  CONTACT_GROUP("ContactGroups", "ContactGroupID"),
  INVOICE("Invoices", "InvoiceID"),
  CREDIT_NOTE("CreditNotes", "CreditNoteID"),
  REPEATING_INVOICE("RepeatingInvoices", "RepeatingInvoiceID"),
  PAYMENT("Payments", "PaymentID"),
  BATCH_PAYMENT("BatchPayments", "BatchPaymentID"),
  OVERPAYMENT("Overpayments", "OverpaymentID"),
  PREPAYMENT("Prepayments", "PrepaymentID"),
  BANK_TRANSACTION("BankTransactions", "BankTransactionID"),
  /**
   * Credit applied to an invoice; {@code _of} is the kind of the credit, {@code _credit} its id.
   */
  ALLOCATION("Allocations", "AllocationID"),
  /** A note or an entry in a document's history; {@code _about} holds the document's id. */
  HISTORY("HistoryRecords", "_id"),
  /** A file on a document; {@code _about} holds the document's id, {@code _bytes} the content. */
  ATTACHMENT("Attachments", "AttachmentID");

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
    return switch (this) {
      case CURRENCY -> "Currency";
      case TRACKING -> "TrackingCategory";
      default -> collection.substring(0, collection.length() - 1);
    };
  }
}
