package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** Who is in one group. */
final class GroupMembers {
  private final Ledger ledger;
  private final String groupId;

  GroupMembers(Ledger ledger, String groupId) {
    this.ledger = ledger;
    this.groupId = groupId;
  }

  ObjectNode add(ObjectNode sent, Problems problems) {
    ObjectNode contact =
        Fields.said(sent, "ContactID")
            .flatMap(id -> ledger.get(Kind.CONTACT, Indexes.key(id)))
            .orElseThrow(
                () ->
                    new Invalid(
                        "An existing Contact with the specified ContactID could not be found"));
    problems.errorIf(
        !contact.path("ContactStatus").asString().equals("ACTIVE"),
        "Unable to assign an Archived contact.");
    problems.refuse();
    String id = contact.path("ContactID").asString();
    ObjectNode group = ledger.get(Kind.CONTACT_GROUP, groupId).orElseThrow();
    ObjectNode with = without(group, id::equals);
    with.withArray("Contacts").addObject().put("ContactID", id);
    ledger.put(Kind.CONTACT_GROUP, with);
    return contact;
  }

  /** Archived contacts are in no group. */
  static void leaveAll(Ledger ledger, String contactId) {
    for (ObjectNode group : ledger.all(Kind.CONTACT_GROUP).toList()) {
      ObjectNode next = without(group, contactId::equals);
      if (!next.equals(group)) {
        ledger.put(Kind.CONTACT_GROUP, next);
      }
    }
  }

  static ObjectNode without(ObjectNode group, Predicate<String> leaving) {
    ObjectNode next = group.deepCopy();
    next.withArray("Contacts")
        .removeIf(member -> leaving.test(member.path("ContactID").asString("")));
    return next;
  }

  /** A contact inside a group: who, not more. */
  static ObjectNode show(ObjectNode contact) {
    ObjectNode out = ContactView.reference(contact);
    for (String list : new String[] {"Addresses", "Phones", "ContactGroups", "ContactPersons"}) {
      out.putArray(list);
    }
    return out.put("HasValidationErrors", false);
  }
}
