package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.accounting.documents.DocumentView;
import dev.tandem.simulator.accounting.documents.InvoiceView;
import dev.tandem.simulator.accounting.documents.Settled;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The Invoice inside a payment: in a list in brief, with one payment in full. */
final class PaidDocumentView {
  private static final List<String> IN_FULL =
      List.of(
          "Reference",
          "Payments",
          "CreditNotes",
          "Prepayments",
          "Overpayments",
          "AmountDue",
          "AmountPaid",
          "AmountCredited",
          "SentToContact",
          "CurrencyRate",
          "DateString",
          "Date",
          "DueDateString",
          "DueDate",
          "Status",
          "LineAmountTypes",
          "LineItems",
          "SubTotal",
          "TotalTax",
          "Total",
          "UpdatedDateUTC",
          "CurrencyCode",
          "FullyPaidOnDate");
  private static final String[] LISTS = {"Payments", "CreditNotes", "Prepayments", "Overpayments"};

  private final Ledger ledger;

  PaidDocumentView(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode brief(PaidDocument paid) {
    ObjectNode out = head(paid);
    for (String list : LISTS) {
      out.putArray(list);
    }
    out.put("HasErrors", false).put("IsDiscounted", false);
    out.set("Contact", who(contact(paid)));
    out.putArray("LineItems");
    return out.put("CurrencyCode", paid.currency());
  }

  ObjectNode whole(PaidDocument paid) {
    ObjectNode out = head(paid);
    ObjectNode full =
        paid.kind() == Kind.INVOICE
            ? new InvoiceView(ledger, 2).show(paid.document(), Detail.PAGE)
            : credit(paid);
    for (String name : IN_FULL) {
      if (full.has(name)) {
        out.set(name, full.path(name));
      }
    }
    out.put("HasErrors", false).put("IsDiscounted", paid.document().has("TotalDiscount"));
    ObjectNode contact = ContactView.reference(contact(paid));
    contact.putArray("ContactPersons");
    out.set("Contact", contact.put("HasValidationErrors", false));
    return out;
  }

  private static ObjectNode who(ObjectNode contact) {
    ObjectNode out = ContactView.reference(contact);
    out.put("ContactNumber", contact.path("ContactNumber").asString(""));
    for (String list : new String[] {"Addresses", "Phones", "ContactGroups", "ContactPersons"}) {
      out.putArray(list);
    }
    return out.put("HasValidationErrors", false);
  }

  private static ObjectNode head(PaidDocument paid) {
    return Json.object()
        .put("Type", paid.typeAsInvoice())
        .put("InvoiceID", paid.id())
        .put("InvoiceNumber", paid.number());
  }

  /** A credit, told in an invoice's words. */
  private ObjectNode credit(PaidDocument paid) {
    ObjectNode full = new DocumentView(ledger, 2).show(paid.document(), Detail.PAGE);
    for (String list : LISTS) {
      full.putArray(list);
    }
    return full.put("AmountDue", Fields.cents(paid.outstanding()))
        .put("AmountPaid", Fields.cents(refunded(paid)))
        .put("SentToContact", paid.document().path("SentToContact").asBoolean(false));
  }

  private BigDecimal refunded(PaidDocument paid) {
    return new Settled(ledger)
        .payments(paid.id())
        .map(payment -> Fields.amount(payment, "Amount"))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private ObjectNode contact(PaidDocument paid) {
    String id = paid.document().path("Contact").path("ContactID").asString();
    return ledger.get(Kind.CONTACT, id).orElseThrow();
  }
}
