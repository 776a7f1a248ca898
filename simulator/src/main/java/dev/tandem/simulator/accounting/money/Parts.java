package dev.tandem.simulator.accounting.money;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.http.Json;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the documents of the money side have in common when they are shown. */
final class Parts {
  private final Ledger ledger;
  private final int unitDecimals;

  Parts(Ledger ledger, int unitDecimals) {
    this.ledger = ledger;
    this.unitDecimals = unitDecimals;
  }

  /** Whole for one document, in a list only who it is, with empty lists. */
  ObjectNode contact(ObjectNode stored, Detail detail) {
    String id = stored.path("Contact").path("ContactID").asString();
    ObjectNode contact =
        ledger.get(Kind.CONTACT, id).orElseGet(() -> Json.object().put("ContactID", id));
    return detail == Detail.SINGLE
        ? new ContactView(ledger).show(contact, Detail.LIST)
        : brief(contact);
  }

  static ObjectNode brief(ObjectNode contact) {
    ObjectNode out = ContactView.reference(contact);
    for (String list : new String[] {"Addresses", "Phones", "ContactGroups", "ContactPersons"}) {
      out.putArray(list);
    }
    return out.put("HasValidationErrors", false);
  }

  /** Lines come with a page and with one document, not with a whole list. */
  void lines(ObjectNode out, Detail detail) {
    if (detail == Detail.LIST || detail == Detail.SUMMARY) {
      out.putArray("LineItems");
      return;
    }
    for (JsonNode each : out.path("LineItems")) {
      ObjectNode line = (ObjectNode) each;
      if (line.path("UnitAmount").isNumber()) {
        line.put(
            "UnitAmount",
            line.path("UnitAmount").decimalValue().setScale(unitDecimals, RoundingMode.HALF_UP));
      }
    }
  }
}
