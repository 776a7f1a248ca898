package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The documents with lines that Xero tells apart by their Type. */
enum DocumentType {
  ACCREC(Kind.INVOICE, true),
  ACCPAY(Kind.INVOICE, false),
  ACCRECCREDIT(Kind.CREDIT_NOTE, true),
  ACCPAYCREDIT(Kind.CREDIT_NOTE, false);

  private final Kind kind;
  private final boolean sales;

  DocumentType(Kind kind, boolean sales) {
    this.kind = kind;
    this.sales = sales;
  }

  static DocumentType of(JsonNode document) {
    return named(document.path("Type").asString("")).orElseThrow();
  }

  static Optional<DocumentType> named(String text) {
    for (DocumentType each : values()) {
      if (each.name().equals(text)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  public Kind kind() {
    return kind;
  }

  /** Money comes in from a customer, or goes back to one. */
  public boolean sales() {
    return sales;
  }

  /** Xero: discounts exist on sales invoices only (and on quotes). */
  boolean discounted() {
    return this == ACCREC;
  }

  String numberField() {
    return kind == Kind.INVOICE ? "InvoiceNumber" : "CreditNoteNumber";
  }

  /** What the user interface calls it. */
  String noun() {
    return kind == Kind.INVOICE ? "Invoice" : "Credit Note";
  }

  /**
   * Whether a document of any type, of bank transactions, prepayments and overpayments too, is on
   * the side of sales.
   */
  static boolean sales(String type) {
    return type.startsWith("ACCREC") || type.startsWith("AR") || type.startsWith("RECEIVE");
  }
}
