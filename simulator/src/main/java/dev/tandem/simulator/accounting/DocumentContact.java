package dev.tandem.simulator.accounting;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Finds the contact a document names: by id, by number, else by name, which may create it. */
final class DocumentContact {
  private static final Set<String> NAMING_ONLY =
      Set.of("ContactID", "HasValidationErrors", "HasAttachments");

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
    ObjectNode contact = onlyNamed(named) ? byId(named) : writer.save(named, problems);
    if (!contact.path("ContactStatus").asString("").equals("ACTIVE")) {
      throw new Invalid(
          "The contact "
              + contact.path("Name").asString("")
              + " is archived and cannot be used on a document.");
    }
    return contact;
  }

  private static boolean onlyNamed(ObjectNode named) {
    return Fields.said(named, "ContactID").isPresent()
        && named.properties().stream()
            .allMatch(
                field ->
                    NAMING_ONLY.contains(field.getKey())
                        || field.getValue().isNull()
                        || (field.getValue().isArray() && field.getValue().isEmpty()));
  }

  private ObjectNode byId(ObjectNode named) {
    Optional<ObjectNode> found =
        ledger.get(Kind.CONTACT, Indexes.key(named.path("ContactID").asString()));
    return found.orElseThrow(
        () -> new Invalid("An existing Contact with the specified ContactID could not be found"));
  }

  /** The first document makes a contact a customer or supplier, without counting as a change. */
  void mark(ObjectNode contact, String documentType) {
    String flag = documentType.equals("ACCREC") ? "IsCustomer" : "IsSupplier";
    ledger
        .get(Kind.CONTACT, contact.path("ContactID").asString())
        .filter(stored -> !stored.path(flag).asBoolean(false))
        .ifPresent(stored -> ledger.putQuietly(Kind.CONTACT, stored.deepCopy().put(flag, true)));
  }
}
