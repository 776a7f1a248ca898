package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Creates and changes contacts by Xero's rules. */
public final class ContactWriter {
  private static final Map<String, Integer> TEXTS = new LinkedHashMap<>();

  static {
    TEXTS.put("ContactNumber", 50);
    TEXTS.put("AccountNumber", 50);
    TEXTS.put("FirstName", 255);
    TEXTS.put("LastName", 255);
    TEXTS.put("CompanyNumber", 50);
    TEXTS.put("EmailAddress", 255);
    TEXTS.put("BankAccountDetails", 255);
    TEXTS.put("TaxNumber", 50);
    TEXTS.put("TaxNumberType", 10);
    TEXTS.put("AccountsReceivableTaxType", 50);
    TEXTS.put("AccountsPayableTaxType", 50);
    TEXTS.put("DefaultCurrency", 3);
    TEXTS.put("SalesDefaultAccountCode", 10);
    TEXTS.put("PurchasesDefaultAccountCode", 10);
    TEXTS.put("SalesDefaultLineAmountType", 20);
    TEXTS.put("PurchasesDefaultLineAmountType", 20);
    TEXTS.put("XeroNetworkKey", 50);
  }

  private static final Pattern EMAIL =
      Pattern.compile("[\\x21-\\x7e&&[^@\\s]]+@[\\x21-\\x7e&&[^@]]+");

  private final Ledger ledger;

  public ContactWriter(Ledger ledger) {
    this.ledger = ledger;
  }

  /** PUT: makes a new contact, never touches an existing one. */
  public ObjectNode create(ObjectNode sent, Problems problems) {
    Fields.said(sent, "ContactNumber")
        .flatMap(this::byNumber)
        .ifPresent(taken -> problems.error(numberTaken(sent)));
    return store(sent, blank(), problems);
  }

  /** POST: changes the contact it names by id, number or name, else makes one. */
  public ObjectNode save(ObjectNode sent, Problems problems) {
    return store(
        sent, find(sent).map(ObjectNode::deepCopy).orElseGet(ContactWriter::blank), problems);
  }

  public Optional<ObjectNode> find(ObjectNode sent) {
    Optional<String> id = Fields.said(sent, "ContactID");
    if (id.isPresent()) {
      Optional<ObjectNode> found = ledger.get(Kind.CONTACT, Indexes.key(id.get()));
      if (found.isEmpty()) {
        throw new Invalid("An existing Contact with the specified ContactID could not be found");
      }
      return found;
    }
    return Fields.said(sent, "ContactNumber")
        .flatMap(this::byNumber)
        .or(() -> Fields.said(sent, "Name").flatMap(this::byName));
  }

  Optional<ObjectNode> byNumber(String number) {
    return ledger.find(Kind.CONTACT, "number", Indexes.key(number)).findFirst();
  }

  Optional<ObjectNode> byName(String name) {
    return ledger.find(Kind.CONTACT, "name", Text.key(name)).findFirst();
  }

  private ObjectNode store(ObjectNode sent, ObjectNode next, Problems problems) {
    copyName(sent, next, problems);
    TEXTS.forEach((name, longest) -> Fields.copyText(sent, next, name, longest, problems));
    String email = next.path("EmailAddress").asString("");
    problems.errorIf(
        !email.isEmpty() && !EMAIL.matcher(email).matches(), "Email address must be valid");
    ContactParts.copy(sent, next, problems);
    copyStatus(sent, next, problems);
    refuseTakenKeys(next, problems);
    problems.refuse();
    ledger.put(Kind.CONTACT, next);
    return next;
  }

  private static void copyName(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.said(sent, "Name").ifPresent(name -> next.put("Name", Text.tidy(name)));
    String name = next.path("Name").asString("");
    if (name.isEmpty()) {
      boolean identified =
          Fields.said(sent, "ContactNumber").isPresent()
              || Fields.said(sent, "ContactID").isPresent();
      problems.error(
          identified
              ? "The Contact Name must be specified"
              : "The Contact must contain at least 1 of the following elements to identify the"
                  + " contact: Name, ContactID, ContactNumber");
    }
    problems.errorIf(
        name.length() > 255, "The length of the field Name must be 255 characters or less");
    problems.errorIf(
        name.contains("<") || name.contains(">"), "The Contact Name cannot contain < or >");
  }

  private static void copyStatus(ObjectNode sent, ObjectNode next, Problems problems) {
    Fields.said(sent, "ContactStatus")
        .ifPresent(
            status -> {
              problems.errorIf(
                  !Set.of("ACTIVE", "ARCHIVED", "GDPRREQUEST").contains(status),
                  "The ContactStatus " + status + " is not valid");
              next.put("ContactStatus", status);
            });
  }

  private void refuseTakenKeys(ObjectNode next, Problems problems) {
    String id = next.path("ContactID").asString();
    String name = next.path("Name").asString("");
    boolean active = next.path("ContactStatus").asString("").equals("ACTIVE");
    boolean nameTaken =
        active
            && byName(name)
                .filter(other -> !id.equals(other.path("ContactID").asString()))
                .isPresent();
    problems.errorIf(
        nameTaken,
        "The contact name "
            + name
            + " is already assigned to another contact. The contact name must be unique across all"
            + " active contacts.");
    boolean numberTaken =
        Fields.said(next, "ContactNumber")
            .flatMap(this::byNumber)
            .filter(other -> !id.equals(other.path("ContactID").asString()))
            .isPresent();
    problems.errorIf(numberTaken, numberTaken(next));
  }

  private static String numberTaken(ObjectNode contact) {
    return "The contact number "
        + contact.path("ContactNumber").asString("")
        + " is already assigned to another contact. The contact number must be unique across all"
        + " contacts.";
  }

  private static ObjectNode blank() {
    ObjectNode contact =
        Json.object()
            .put("ContactID", UUID.randomUUID().toString())
            .put("ContactStatus", "ACTIVE")
            .put("Name", "")
            .put("EmailAddress", "")
            .put("BankAccountDetails", "");
    ContactParts.blank(contact);
    return contact.put("IsSupplier", false).put("IsCustomer", false).put("HasAttachments", false);
  }
}
