package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What invoices, credit notes and their like show in the same way. */
public final class DocumentView {
  private static final BigDecimal NO_RATE = new BigDecimal("1.000000");

  private final Ledger ledger;
  private final Settled settled;
  private final LineView lines;

  public DocumentView(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.settled = new Settled(ledger);
    this.lines = new LineView(ledger, unitDecimals);
  }

  /** Dates in all their forms, the contact and the lines in the detail asked for. */
  public ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.withDateStrings(Wire.outward(stored), stored);
    out.put("UpdatedDateUTCString", iso(stored));
    out.set("Contact", contact(stored, detail));
    if (detail == Detail.LIST) {
      out.putArray("LineItems");
    }
    lines.dress(out);
    return out;
  }

  static String iso(ObjectNode stored) {
    return Instant.parse(stored.path("UpdatedDateUTC").asString()).toString();
  }

  /** Whole in a single document, little in a list, as published. */
  private ObjectNode contact(ObjectNode stored, Detail detail) {
    String id = stored.path("Contact").path("ContactID").asString();
    ObjectNode contact =
        ledger.get(Kind.CONTACT, id).orElseGet(() -> Json.object().put("ContactID", id));
    if (detail == Detail.SINGLE) {
      ObjectNode whole = new ContactView(ledger).show(contact, Detail.LIST);
      whole.withArray("SalesTrackingCategories");
      whole.withArray("PurchasesTrackingCategories");
      return whole;
    }
    ObjectNode reference = ContactView.reference(contact);
    for (String list : new String[] {"Addresses", "Phones", "ContactGroups", "ContactPersons"}) {
      reference.putArray(list);
    }
    return reference.put("HasValidationErrors", false);
  }

  /** {@code Payments} inside a document: those that were not deleted. */
  public ArrayNode payments(String id) {
    ArrayNode list = Json.array();
    settled
        .payments(id)
        .forEach(
            payment -> {
              ObjectNode shown =
                  list.addObject()
                      .put("PaymentID", payment.path("PaymentID").asString())
                      .put("Date", Wire.outward(payment).path("Date").asString())
                      .put("Amount", Fields.amount(payment, "Amount"))
                      .put("Reference", payment.path("Reference").asString(""))
                      .put("CurrencyRate", rate(payment))
                      .put("HasAccount", false)
                      .put("HasValidationErrors", false);
              Fields.said(payment, "BatchPaymentID")
                  .ifPresent(batch -> shown.put("BatchPaymentID", batch));
            });
    return list;
  }

  private static BigDecimal rate(ObjectNode payment) {
    return payment.path("CurrencyRate").isNumber()
        ? payment.path("CurrencyRate").decimalValue()
        : NO_RATE;
  }
}
