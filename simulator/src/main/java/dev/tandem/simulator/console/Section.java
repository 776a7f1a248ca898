package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of record as the console shows it: under which name, and what its list tells. */
enum Section {
  CONTACTS(Kind.CONTACT, "Contacts", "Name", "EmailAddress", "ContactNumber", "ContactStatus"),
  INVOICES(
      Kind.INVOICE,
      "Invoices and bills",
      "InvoiceNumber",
      "Type",
      "Contact",
      "Date",
      "DueDate",
      "Status",
      "Total",
      "AmountDue"),
  CREDIT_NOTES(
      Kind.CREDIT_NOTE,
      "Credit notes",
      "CreditNoteNumber",
      "Type",
      "Contact",
      "Date",
      "Status",
      "Total",
      "RemainingCredit"),
  PAYMENTS(
      Kind.PAYMENT,
      "Payments",
      "Date",
      "PaymentType",
      "Invoice",
      "Account",
      "Reference",
      "Status",
      "Amount"),
  BATCH_PAYMENTS(
      Kind.BATCH_PAYMENT,
      "Batch payments",
      "Date",
      "Type",
      "Account",
      "Reference",
      "Status",
      "TotalAmount"),
  OVERPAYMENTS(
      Kind.OVERPAYMENT,
      "Overpayments",
      "Date",
      "Type",
      "Contact",
      "Status",
      "Total",
      "RemainingCredit"),
  PREPAYMENTS(
      Kind.PREPAYMENT,
      "Prepayments",
      "Date",
      "Type",
      "Contact",
      "Status",
      "Total",
      "RemainingCredit"),
  BANK_TRANSACTIONS(
      Kind.BANK_TRANSACTION,
      "Bank transactions",
      "Date",
      "Type",
      "Contact",
      "BankAccount",
      "Reference",
      "Status",
      "Total"),
  REPEATING_INVOICES(
      Kind.REPEATING_INVOICE,
      "Repeating invoices",
      "Type",
      "Contact",
      "Reference",
      "Status",
      "Total"),
  CONTACT_GROUPS(Kind.CONTACT_GROUP, "Contact groups", "Name", "Status"),
  ITEMS(Kind.ITEM, "Items", "Code", "Name", "Description", "IsTrackedAsInventory"),
  ACCOUNTS(Kind.ACCOUNT, "Accounts", "Code", "Name", "Type", "TaxType", "Status"),
  TAX_RATES(Kind.TAX_RATE, "Tax rates", "Name", "TaxType", "EffectiveRate", "Status"),
  TRACKING(Kind.TRACKING, "Tracking", "Name", "Status"),
  CURRENCIES(Kind.CURRENCY, "Currencies", "Code", "Description"),
  BRANDING_THEMES(Kind.BRANDING_THEME, "Branding themes", "Name", "SortOrder"),
  USERS(Kind.USER, "Users", "FirstName", "LastName", "EmailAddress", "OrganisationRole");

  private final Kind kind;
  private final String title;
  private final List<String> columns;

  Section(Kind kind, String title, String... columns) {
    this.kind = kind;
    this.title = title;
    this.columns = List.of(columns);
  }

  Kind kind() {
    return kind;
  }

  String title() {
    return title;
  }

  /** The fields a list tells; the first one leads to the record. */
  List<String> columns() {
    return columns;
  }

  /** Its word in addresses: the collection's name. */
  String word() {
    return kind.collection().toLowerCase(Locale.ROOT);
  }

  static Optional<Section> named(String word) {
    return Stream.of(values()).filter(each -> each.word().equalsIgnoreCase(word)).findFirst();
  }

  static Optional<Section> of(Kind kind) {
    return Stream.of(values()).filter(each -> each.kind == kind).findFirst();
  }
}
