package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A contact as Xero shows it. */
public final class ContactView {
  private static final List<String> NOT_IN_SUMMARY =
      List.of(
          "Addresses",
          "Balances",
          "ContactGroups",
          "ContactPersons",
          "IsCustomer",
          "IsSupplier",
          "SalesDefaultAccountCode",
          "PurchasesDefaultAccountCode");

  private final Ledger ledger;

  public ContactView(Ledger ledger) {
    this.ledger = ledger;
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.outward(stored);
    if (detail == Detail.LIST) {
      out.putArray("ContactGroups");
      out.putArray("ContactPersons");
      out.remove("PaymentTerms");
    }
    if (detail == Detail.PAGE || detail == Detail.SINGLE) {
      balances(stored, out);
    }
    if (detail == Detail.SUMMARY) {
      out.remove(NOT_IN_SUMMARY);
    }
    return out.put("HasValidationErrors", false);
  }

  /** What is open now; absent when there is nothing, as in Xero. */
  private void balances(ObjectNode stored, ObjectNode out) {
    ObjectNode balances = Json.object();
    balance(stored, "ACCREC", "AccountsReceivable", balances);
    balance(stored, "ACCPAY", "AccountsPayable", balances);
    if (!balances.isEmpty()) {
      out.set("Balances", balances);
    }
  }

  private void balance(ObjectNode contact, String type, String name, ObjectNode balances) {
    String today = ledger.today().toString();
    BigDecimal outstanding = BigDecimal.ZERO;
    BigDecimal overdue = BigDecimal.ZERO;
    boolean any = false;
    String id = contact.path("ContactID").asString();
    for (ObjectNode invoice : ledger.find(Kind.INVOICE, "contact", id).toList()) {
      if (invoice.path("Type").asString().equals(type)
          && invoice.path("Status").asString().equals("AUTHORISED")) {
        any = true;
        BigDecimal due = Fields.amount(invoice, "AmountDue");
        outstanding = outstanding.add(due);
        if (invoice.path("DueDate").asString("9999").compareTo(today) < 0) {
          overdue = overdue.add(due);
        }
      }
    }
    if (any) {
      balances
          .putObject(name)
          .put("Outstanding", Fields.cents(outstanding))
          .put("Overdue", Fields.cents(overdue));
    }
  }

  /** The contact inside a document of a list: who, not more. */
  public static ObjectNode reference(ObjectNode contact) {
    return Json.object()
        .put("ContactID", contact.path("ContactID").asString())
        .put("Name", contact.path("Name").asString());
  }
}
