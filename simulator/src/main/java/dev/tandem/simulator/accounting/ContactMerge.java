package dev.tandem.simulator.accounting;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two contacts become one. Xero: a merge archives the source and sets its MergedToContactID; its
 * documents belong to the other contact from then on.
 */
final class ContactMerge {
  private static final List<Kind> WITH_CONTACT =
      List.of(
          Kind.INVOICE,
          Kind.CREDIT_NOTE,
          Kind.REPEATING_INVOICE,
          Kind.OVERPAYMENT,
          Kind.PREPAYMENT,
          Kind.BANK_TRANSACTION);

  private final Ledger ledger;
  private final ObjectNode source;
  private final ObjectNode into;

  ContactMerge(Ledger ledger, ObjectNode source, ObjectNode into) {
    this.ledger = ledger;
    this.source = source;
    this.into = into;
  }

  /** Within a write of the ledger. */
  ObjectNode run() {
    String from = source.path("ContactID").asString();
    String to = into.path("ContactID").asString();
    if (from.equals(to)) {
      throw new UserDesk.Refused("A contact cannot be merged into itself");
    }
    if (!into.path("ContactStatus").asString().equals("ACTIVE")) {
      throw new UserDesk.Refused("A contact can only be merged into an active one");
    }
    WITH_CONTACT.forEach(kind -> move(kind, from, to));
    leaveGroups(from);
    ledger.put(Kind.CONTACT, heir());
    ObjectNode merged =
        source.deepCopy().put("ContactStatus", "ARCHIVED").put("MergedToContactID", to);
    ledger.put(Kind.CONTACT, merged);
    return merged;
  }

  private void move(Kind kind, String from, String to) {
    List<ObjectNode> documents =
        ledger
            .all(kind)
            .filter(each -> each.path("Contact").path("ContactID").asString("").equals(from))
            .toList();
    for (ObjectNode document : documents) {
      ObjectNode moved = document.deepCopy();
      ((ObjectNode) moved.path("Contact")).put("ContactID", to);
      if (moved.path("Contact").has("Name")) {
        ((ObjectNode) moved.path("Contact")).put("Name", into.path("Name").asString());
      }
      ledger.put(kind, moved);
    }
  }

  /** Archived contacts are in no group. */
  private void leaveGroups(String from) {
    for (ObjectNode group : ledger.all(Kind.CONTACT_GROUP).toList()) {
      ObjectNode without = group.deepCopy();
      int before = without.path("Contacts").size();
      without
          .withArray("Contacts")
          .removeIf(member -> member.path("ContactID").asString("").equals(from));
      if (without.path("Contacts").size() < before) {
        ledger.put(Kind.CONTACT_GROUP, without);
      }
    }
  }

  /** It is a customer or a supplier if either of them was. */
  private ObjectNode heir() {
    ObjectNode heir = into.deepCopy();
    for (String flag : new String[] {"IsCustomer", "IsSupplier"}) {
      heir.put(flag, into.path(flag).asBoolean(false) || source.path(flag).asBoolean(false));
    }
    return heir;
  }
}
