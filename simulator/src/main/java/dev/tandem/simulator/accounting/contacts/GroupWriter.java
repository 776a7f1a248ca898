package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Creates, renames and deletes contact groups (Xero: ContactGroups). */
final class GroupWriter {
  private static final int MOST = 100;

  private final Ledger ledger;

  GroupWriter(Ledger ledger) {
    this.ledger = ledger;
  }

  ObjectNode create(ObjectNode sent, Problems problems) {
    problems.errorIf(
        active().count() >= MOST, "You’ve reached the limit of " + MOST + " contact groups.");
    ObjectNode next =
        Json.object()
            .put("ContactGroupID", UUID.randomUUID().toString())
            .put("Name", "")
            .put("Status", "ACTIVE");
    next.putArray("Contacts");
    return store(sent, next, problems);
  }

  ObjectNode save(ObjectNode sent, Problems problems) {
    Optional<String> id = Fields.said(sent, "ContactGroupID");
    return id.isEmpty()
        ? create(sent, problems)
        : store(sent, known(id.get()).deepCopy(), problems);
  }

  private ObjectNode known(String id) {
    return ledger
        .get(Kind.CONTACT_GROUP, Indexes.key(id))
        .filter(ContactGroupsEndpoint::active)
        .orElseThrow(() -> new Invalid("The contact group could not be found"));
  }

  private ObjectNode store(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.copyText(sent, next, "Name", 255, problems);
    ContactDefaults.copyChoice(sent, next, "Status", List.of("ACTIVE", "DELETED"));
    String name = next.path("Name").asString("");
    problems.errorIf(name.isEmpty(), "The contact group Name must be specified");
    problems.errorIf(taken(next), "A Contact Group already exists with this name");
    problems.refuse();
    ledger.put(Kind.CONTACT_GROUP, next);
    return next;
  }

  private boolean taken(ObjectNode next) {
    String name = Text.key(next.path("Name").asString(""));
    return ContactGroupsEndpoint.active(next)
        && active()
            .filter(other -> !other.path("ContactGroupID").equals(next.path("ContactGroupID")))
            .anyMatch(other -> Text.key(other.path("Name").asString("")).equals(name));
  }

  private Stream<ObjectNode> active() {
    return ledger.all(Kind.CONTACT_GROUP).filter(ContactGroupsEndpoint::active);
  }
}
