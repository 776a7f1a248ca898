package dev.tandem.simulator.accounting.documents;

import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.call.Detail;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.accounting.contacts.ContactView;
import dev.tandem.simulator.accounting.contacts.ContactWriter;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Finds the contact a document names: by id, by number, else by name, which may create it. */
final class DocumentContact {
  private static final String ARCHIVED =
      "The contact with the specified contact details has been archived. The contact must be"
          + " un-archived before creating new invoices or credit notes.";

  private final Ledger ledger;
  private final ContactWriter writer;

  DocumentContact(Ledger ledger) {
    this.ledger = ledger;
    this.writer = new ContactWriter(ledger);
  }

  ObjectNode resolve(ObjectNode sent, Problems problems) {
    if (!(sent.path("Contact") instanceof ObjectNode named)
        || (Fields.said(named, "ContactID").isEmpty()
            && Fields.said(named, "ContactNumber").isEmpty()
            && Fields.said(named, "Name").isEmpty())) {
      throw new Invalid("A Contact must be specified for this type of transaction");
    }
    Optional<ObjectNode> known = writer.find(named);
    ObjectNode contact =
        known.isPresent() && saysNothingNew(named, known.get())
            ? known.get()
            : writer.save(named, problems);
    if (archived(contact)) {
      throw new Invalid(ARCHIVED);
    }
    return contact;
  }

  /** A draft may outlive its contact, but is not approved then. */
  void refuseArchived(ObjectNode document, Problems problems) {
    ledger
        .get(Kind.CONTACT, document.at("/Contact/ContactID").asString(""))
        .ifPresent(contact -> problems.errorIf(archived(contact), ARCHIVED));
  }

  private static boolean archived(ObjectNode contact) {
    return !contact.path("ContactStatus").asString("").equals("ACTIVE");
  }

  /** Fields beyond those that name the contact would change it, as in Xero, if they differ. */
  private boolean saysNothingNew(ObjectNode named, ObjectNode known) {
    return Repetition.of(named, new ContactView(ledger).show(known, Detail.SINGLE));
  }

  /** The first document makes a contact a customer or supplier, without counting as a change. */
  void mark(ObjectNode contact, DocumentType type) {
    String flag = type.sales() ? "IsCustomer" : "IsSupplier";
    ledger
        .get(Kind.CONTACT, contact.path("ContactID").asString())
        .filter(stored -> !stored.path(flag).asBoolean(false))
        .ifPresent(stored -> ledger.putQuietly(Kind.CONTACT, stored.deepCopy().put(flag, true)));
  }
}
