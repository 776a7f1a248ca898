package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.http.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which groups a contact is in. */
final class Membership {
  private final Ledger ledger;
  private @Nullable Map<String, List<ObjectNode>> groups;

  Membership(Ledger ledger) {
    this.ledger = ledger;
  }

  void add(String contactId, ObjectNode out) {
    ArrayNode list = out.putArray("ContactGroups");
    groups().getOrDefault(contactId, List.of()).forEach(group -> list.add(brief(group)));
  }

  private static ObjectNode brief(ObjectNode group) {
    ObjectNode shown =
        Json.object()
            .put("ContactGroupID", group.path("ContactGroupID").asString())
            .put("Name", group.path("Name").asString())
            .put("Status", group.path("Status").asString());
    shown.putArray("Contacts");
    return shown.put("HasValidationErrors", false);
  }

  private Map<String, List<ObjectNode>> groups() {
    if (groups == null) {
      Map<String, List<ObjectNode>> found = new HashMap<>();
      ledger
          .all(Kind.CONTACT_GROUP)
          .filter(ContactGroupsEndpoint::active)
          .forEach(
              group ->
                  group
                      .path("Contacts")
                      .forEach(
                          member ->
                              found
                                  .computeIfAbsent(
                                      member.path("ContactID").asString(), id -> new ArrayList<>())
                                  .add(group)));
      groups = found;
    }
    return groups;
  }
}
