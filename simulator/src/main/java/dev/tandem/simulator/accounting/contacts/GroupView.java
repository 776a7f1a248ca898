package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A contact group as Xero shows it. */
final class GroupView {
  private final Ledger ledger;

  GroupView(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode show(ObjectNode group, boolean withMembers) {
    ObjectNode out =
        Json.object()
            .put("ContactGroupID", group.path("ContactGroupID").asString())
            .put("Name", group.path("Name").asString())
            .put("Status", group.path("Status").asString());
    ArrayNode contacts = out.putArray("Contacts");
    if (withMembers) {
      group.path("Contacts").forEach(member -> add(member, contacts));
    }
    return out.put("HasValidationErrors", false);
  }

  private void add(JsonNode member, ArrayNode contacts) {
    ledger
        .get(Kind.CONTACT, member.path("ContactID").asString())
        .ifPresent(contact -> contacts.add(GroupMembers.show(contact)));
  }
}
