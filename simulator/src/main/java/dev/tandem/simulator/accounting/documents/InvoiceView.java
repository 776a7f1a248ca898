package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Wire;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.http.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An invoice as Xero shows it. */
public final class InvoiceView {
  private final Ledger ledger;
  private final int unitDecimals;

  public InvoiceView(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.unitDecimals = unitDecimals;
  }

  public ObjectNode show(ObjectNode stored, Detail detail) {
    ObjectNode out = Wire.withDateStrings(Wire.outward(stored), stored);
    out.put("UpdatedDateUTCString", iso(stored));
    out.set("Contact", contact(stored, detail));
    payments(stored, out);
    roundUnits(out);
    if (detail == Detail.LIST) {
      out.putArray("LineItems");
    }
    if (detail == Detail.SUMMARY) {
      out.remove(List.of("Payments", "LineItems", "HasAttachments", "CISDeduction"));
    }
    return out.put("HasErrors", false);
  }

  public static String iso(ObjectNode stored) {
    return Instant.parse(stored.path("UpdatedDateUTC").asString()).toString();
  }

  private ObjectNode contact(ObjectNode stored, Detail detail) {
    String id = stored.path("Contact").path("ContactID").asString();
    ObjectNode contact =
        ledger.get(Kind.CONTACT, id).orElseGet(() -> Json.object().put("ContactID", id));
    if (detail == Detail.SINGLE) {
      return new ContactView(ledger).show(contact, Detail.LIST);
    }
    ObjectNode reference = ContactView.reference(contact);
    if (detail == Detail.PAGE) {
      for (String list : new String[] {"Addresses", "Phones", "ContactGroups", "ContactPersons"}) {
        reference.putArray(list);
      }
      reference.put("HasValidationErrors", false);
    }
    return reference;
  }

  private void payments(ObjectNode stored, ObjectNode out) {
    var list = out.putArray("Payments");
    ledger
        .find(Kind.PAYMENT, "invoice", stored.path("InvoiceID").asString())
        .filter(payment -> payment.path("Status").asString().equals("AUTHORISED"))
        .forEach(
            payment ->
                list.addObject()
                    .put("PaymentID", payment.path("PaymentID").asString())
                    .put("Date", Wire.outward(payment).path("Date").asString())
                    .put("Amount", Fields.amount(payment, "Amount"))
                    .put("Reference", payment.path("Reference").asString(""))
                    .put("CurrencyRate", Fields.amount(payment, "CurrencyRate"))
                    .put("HasAccount", false)
                    .put("HasValidationErrors", false));
  }

  private void roundUnits(ObjectNode out) {
    for (JsonNode line : out.path("LineItems")) {
      if (line.path("UnitAmount").isNumber()) {
        BigDecimal unit = line.path("UnitAmount").decimalValue();
        ((ObjectNode) line).put("UnitAmount", unit.setScale(unitDecimals, RoundingMode.HALF_UP));
      }
    }
  }
}
