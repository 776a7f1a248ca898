package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.ApiCall;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.http.Response;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An invoice or a credit note on paper: who, what, how much. */
final class DocumentPdf {
  private static final int LEFT = 50;
  private static final int RIGHT = 545;
  private static final int LOWEST_LINE = 200;
  private static final int LONGEST = 70;

  private final Ledger ledger;
  private int y = 780;

  DocumentPdf(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Whether the call asks for a document as a PDF instead of JSON. */
  static boolean wanted(ApiCall call) {
    return call.request()
        .header("Accept")
        .map(accept -> accept.toLowerCase(Locale.ROOT).contains("application/pdf"))
        .orElse(false);
  }

  static Response response(Ledger ledger, ObjectNode document) {
    return Response.of(200, "application/pdf", new DocumentPdf(ledger).draw(document));
  }

  byte[] draw(ObjectNode document) {
    DocumentType type = DocumentType.of(document);
    String number = document.path(type.numberField()).asString("");
    String title = (heading(type) + " " + number).strip();
    Pdf pdf = new Pdf();
    head(pdf, document, title);
    lines(pdf, document);
    totals(pdf, document, type);
    return pdf.bytes(title);
  }

  private static String heading(DocumentType type) {
    return switch (type) {
      case ACCREC -> "TAX INVOICE";
      case ACCPAY -> "BILL";
      case ACCRECCREDIT, ACCPAYCREDIT -> "CREDIT NOTE";
    };
  }

  private void head(Pdf pdf, ObjectNode document, String title) {
    pdf.text(LEFT, y, 18, true, title);
    line(pdf, ledger.name());
    line(pdf, "To: " + contact(document));
    line(pdf, "Date: " + document.path("Date").asString(""));
    Fields.said(document, "DueDate").ifPresent(day -> line(pdf, "Due: " + day));
    Fields.said(document, "Reference").ifPresent(text -> line(pdf, "Reference: " + text));
    y -= 20;
  }

  private String contact(ObjectNode document) {
    return ledger
        .get(Kind.CONTACT, document.at("/Contact/ContactID").asString(""))
        .map(contact -> contact.path("Name").asString(""))
        .orElse("");
  }

  private void line(Pdf pdf, String text) {
    y -= 16;
    pdf.text(LEFT, y, 10, false, text);
  }

  private void lines(Pdf pdf, ObjectNode document) {
    JsonNode lines = document.path("LineItems");
    int shown = 0;
    for (JsonNode line : lines) {
      if (y < LOWEST_LINE) {
        line(pdf, "and " + (lines.size() - shown) + " more lines");
        break;
      }
      line(pdf, shortened(line.path("Description").asString("")));
      if (LineMath.priced((ObjectNode) line)) {
        pdf.textEndingAt(RIGHT - 180, y, 10, false, plain(line, "Quantity"));
        pdf.textEndingAt(RIGHT - 90, y, 10, false, plain(line, "UnitAmount"));
        pdf.textEndingAt(RIGHT, y, 10, false, plain(line, "LineAmount"));
      }
      shown++;
    }
    y -= 10;
  }

  private static String shortened(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
  }

  private static String plain(JsonNode node, String field) {
    return Fields.amount(node, field).toPlainString();
  }

  private void totals(Pdf pdf, ObjectNode document, DocumentType type) {
    total(pdf, "Subtotal", plain(document, "SubTotal"), false);
    total(pdf, "Total tax", plain(document, "TotalTax"), false);
    String currency = document.path("CurrencyCode").asString("");
    total(pdf, "TOTAL " + currency, plain(document, "Total"), true);
    boolean invoice = type.kind() == Kind.INVOICE;
    total(
        pdf,
        (invoice ? "AMOUNT DUE " : "REMAINING CREDIT ") + currency,
        plain(document, invoice ? "AmountDue" : "RemainingCredit"),
        true);
  }

  private void total(Pdf pdf, String name, String amount, boolean bold) {
    y -= 16;
    pdf.text(RIGHT - 250, y, 10, bold, name);
    pdf.textEndingAt(RIGHT, y, 10, bold, amount);
  }
}
