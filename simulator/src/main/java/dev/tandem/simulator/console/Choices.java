package dev.tandem.simulator.console;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Markup;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** What a form offers to choose from. */
final class Choices {
  private static final int MOST = 200;

  private Choices() {}

  /** Accounts that money can come from or go to. */
  static Markup moneyAccounts(Ledger ledger) {
    return accounts(
        ledger,
        each ->
            each.path("Type").asString("").equals("BANK")
                || each.path("EnablePaymentsToAccount").asBoolean(false),
        "AccountID",
        "");
  }

  static Markup bankAccounts(Ledger ledger) {
    return accounts(ledger, each -> each.path("Type").asString("").equals("BANK"), "AccountID", "");
  }

  /** Accounts that a line can be booked to, by code. */
  static Markup lineAccounts(Ledger ledger, String chosen) {
    return accounts(
        ledger,
        each ->
            !each.path("Type").asString("").equals("BANK")
                && !each.path("Code").asString("").isEmpty(),
        "Code",
        chosen);
  }

  private static Markup accounts(
      Ledger ledger, Predicate<ObjectNode> fitting, String value, String chosen) {
    List<ObjectNode> accounts =
        ledger.reading(
            () ->
                ledger
                    .all(Kind.ACCOUNT)
                    .filter(each -> each.path("Status").asString("").equals("ACTIVE"))
                    .filter(fitting)
                    .sorted(Comparator.comparing(each -> each.path("Code").asString("")))
                    .toList());
    return Markup.join(
        accounts.stream()
            .map(
                each ->
                    option(
                        each.path(value).asString(""),
                        each.path("Code").asString("") + " " + each.path("Name").asString(""),
                        chosen)));
  }

  static Markup option(String value, String word, String chosen) {
    return Markup.of(
        "<option value=\"{}\"{}>{}</option>",
        value,
        new Markup(value.equals(chosen) ? " selected" : ""),
        word);
  }

  /** Open documents of the same contact on the other side of what is to be allocated. */
  static Markup openInvoices(Ledger ledger, ObjectNode record) {
    String contact = record.path("Contact").path("ContactID").asString("");
    List<ObjectNode> open =
        ledger.reading(
            () ->
                ledger
                    .find(Kind.INVOICE, "contact", contact)
                    .filter(each -> each.path("Status").asString("").equals("AUTHORISED"))
                    .limit(MOST)
                    .toList());
    return Markup.of(
        "<datalist id=\"open-invoices\">{}</datalist>",
        Markup.join(
            open.stream()
                .map(
                    each ->
                        Markup.of(
                            "<option value=\"{}\">{} due</option>",
                            each.path("InvoiceNumber").asString(each.path("InvoiceID").asString()),
                            each.path("AmountDue").asString("")))));
  }

  /** Active contacts by name, as many as a list can bear. */
  static Markup contacts(Ledger ledger) {
    List<ObjectNode> active =
        ledger.reading(
            () ->
                ledger
                    .all(Kind.CONTACT)
                    .filter(each -> each.path("ContactStatus").asString("").equals("ACTIVE"))
                    .limit(MOST)
                    .toList());
    return Markup.of(
        "<datalist id=\"contacts\">{}</datalist>",
        Markup.join(
            active.stream()
                .map(each -> Markup.of("<option value=\"{}\">", each.path("Name").asString("")))));
  }
}
