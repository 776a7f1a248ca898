package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.BookPages;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The form of anything with lines: invoices, bills, credit notes, bank transactions. */
final class DocumentForm {
  private static final int EMPTY_LINES = 2;

  private final Ledger ledger;
  private final Section section;

  DocumentForm(Ledger ledger, Section section) {
    this.ledger = ledger;
    this.section = section;
  }

  /** Filled with what is known; an empty object for a new one. */
  Markup show(String action, ObjectNode known) {
    return Markup.of(
        """
        <form method="post" action="{}" class="card document">
          <div class="fields wide">{}</div>
          <h2>Lines</h2>
          <div class="table"><table class="lines">
            <thead><tr><th>Description</th><th class="number">Quantity</th>
              <th class="number">Unit price</th><th>Account</th><th>Tax type</th></tr></thead>
            <tbody>{}</tbody>
          </table></div>
          <p><button type="button" class="plain" data-add-line hidden>Add a line</button>
            <span class="quiet">A line without a description is left out.</span></p>
          {}
          {}
        </form>
        """,
        action,
        head(known),
        Markup.join(
            IntStream.range(0, known.path("LineItems").size() + EMPTY_LINES)
                .mapToObj(i -> line(known.path("LineItems").path(i)))),
        Choices.contacts(ledger),
        buttons(known));
  }

  private Markup head(ObjectNode known) {
    String contact = known.isEmpty() ? "" : new BookPages(ledger).said(known, "Contact");
    return Markup.of(
        "{}<label>Contact <input name=\"Contact\" list=\"contacts\" value=\"{}\" required></label>{}{}{}{}{}",
        known.isEmpty() ? types() : Markup.NOTHING,
        contact,
        section == Section.BANK_TRANSACTIONS ? bank() : number(known),
        date("Date", "Date", known.path("Date").asString(ledger.today().toString())),
        section == Section.INVOICES
            ? date(
                "DueDate",
                "Due",
                known.path("DueDate").asString(ledger.today().plusDays(14).toString()))
            : Markup.NOTHING,
        text("Reference", "Reference", known),
        amounts(known));
  }

  private Markup types() {
    List<String> types =
        switch (section) {
          case CREDIT_NOTES -> List.of("ACCRECCREDIT", "ACCPAYCREDIT");
          case BANK_TRANSACTIONS ->
              List.of(
                  "RECEIVE",
                  "SPEND",
                  "RECEIVE-OVERPAYMENT",
                  "SPEND-OVERPAYMENT",
                  "RECEIVE-PREPAYMENT",
                  "SPEND-PREPAYMENT");
          default -> List.of("ACCREC", "ACCPAY");
        };
    return Markup.of(
        "<label>Type <select name=\"Type\">{}</select></label>",
        Markup.join(types.stream().map(type -> Choices.option(type, type, ""))));
  }

  private Markup bank() {
    return Markup.of(
        "<label>Bank account <select name=\"BankAccount\">{}</select></label>",
        Choices.bankAccounts(ledger));
  }

  private Markup number(ObjectNode known) {
    return text(numberField(), "Number", known);
  }

  private String numberField() {
    return section == Section.CREDIT_NOTES ? "CreditNoteNumber" : "InvoiceNumber";
  }

  private static Markup text(String field, String word, ObjectNode known) {
    return Markup.of(
        "<label>{} <input name=\"{}\" value=\"{}\"></label>",
        word,
        field,
        known.path(field).asString(""));
  }

  private static Markup date(String field, String word, String value) {
    return Markup.of(
        "<label>{} <input type=\"date\" name=\"{}\" value=\"{}\"></label>", word, field, value);
  }

  private Markup amounts(ObjectNode known) {
    String usual = section == Section.BANK_TRANSACTIONS ? "Inclusive" : "Exclusive";
    String chosen = known.path("LineAmountTypes").asString(usual);
    return Markup.of(
        "<label>Amounts are <select name=\"LineAmountTypes\">{}{}{}</select></label>",
        Choices.option("Exclusive", "without tax", chosen),
        Choices.option("Inclusive", "with tax", chosen),
        Choices.option("NoTax", "free of tax", chosen));
  }

  private Markup line(JsonNode line) {
    return Markup.of(
        """
        <tr>
          <td><input type="hidden" name="LineItemID" value="{}">
            <input name="Description" aria-label="Description" value="{}"></td>
          <td><input name="Quantity" aria-label="Quantity" inputmode="decimal" size="5" value="{}"></td>
          <td><input name="UnitAmount" aria-label="Unit price" inputmode="decimal" size="9" value="{}"></td>
          <td><select name="AccountCode" aria-label="Account"><option value=""></option>{}</select></td>
          <td><input name="TaxType" aria-label="Tax type" size="10" value="{}" placeholder="the account’s"></td>
        </tr>
        """,
        line.path("LineItemID").asString(""),
        line.path("Description").asString(""),
        plain(line.path("Quantity"), "1"),
        plain(line.path("UnitAmount"), ""),
        Choices.lineAccounts(ledger, line.path("AccountCode").asString("")),
        line.path("TaxType").asString(""));
  }

  /** Without the zeros that only say how exactly Xero keeps it. */
  private static String plain(JsonNode number, String otherwise) {
    return number.isNumber()
        ? number.decimalValue().stripTrailingZeros().toPlainString()
        : otherwise;
  }

  private Markup buttons(ObjectNode known) {
    if (!known.isEmpty()) {
      return new Markup("<div class=\"actions\"><button>Save</button></div>");
    }
    if (section == Section.BANK_TRANSACTIONS) {
      return new Markup("<div class=\"actions\"><button>Save</button></div>");
    }
    return new Markup(
        """
        <div class="actions"><button name="Status" value="AUTHORISED">Approve</button>
          <button class="plain" name="Status" value="DRAFT">Save as draft</button></div>
        """);
  }

  /** What the form says, in Xero's shape. */
  ObjectNode read(Parameters form) {
    ObjectNode document = Json.object();
    for (String field :
        List.of(
            "Type", "Status", numberField(), "Date", "DueDate", "Reference", "LineAmountTypes")) {
      form.get(field).ifPresent(value -> document.put(field, value.strip()));
    }
    form.get("Contact").ifPresent(name -> document.putObject("Contact").put("Name", name.strip()));
    form.get("BankAccount").ifPresent(id -> document.putObject("BankAccount").put("AccountID", id));
    var lines = document.putArray("LineItems");
    for (int i = 0; i < form.all("Description").size(); i++) {
      if (!said(form, "Description", i).isEmpty()) {
        lines.add(line(form, i));
      }
    }
    return document;
  }

  private static ObjectNode line(Parameters form, int i) {
    ObjectNode line = Json.object();
    for (String field : List.of("LineItemID", "Description", "AccountCode", "TaxType")) {
      String value = said(form, field, i);
      if (!value.isEmpty()) {
        line.put(field, value);
      }
    }
    for (String field : List.of("Quantity", "UnitAmount")) {
      String value = said(form, field, i);
      if (!value.isEmpty()) {
        line.put(field, Deeds.amount(value));
      }
    }
    return line;
  }

  private static String said(Parameters form, String field, int i) {
    List<String> all = form.all(field);
    return i < all.size() ? all.get(i).strip() : "";
  }
}
