package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.books.Indexes;
import dev.tandem.simulator.accounting.books.Kind;
import dev.tandem.simulator.accounting.books.Ledger;
import dev.tandem.simulator.accounting.books.Switch;
import dev.tandem.simulator.accounting.books.Switches;
import dev.tandem.simulator.accounting.books.Text;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Invalid;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    TEXTS.put("XeroNetworkKey", 50);
  }

  private static final Pattern EMAIL =
      Pattern.compile("[\\x21-\\x7e&&[^@\\s]]+@[\\x21-\\x7e&&[^@]]+");

  private final Ledger ledger;
  private final Switches switches;
  private final ContactDefaults defaults;

  /** With the switches as the likeliest Xero has them. */
  public ContactWriter(Ledger ledger) {
    this(ledger, new Switches(Map.of()));
  }

  public ContactWriter(Ledger ledger, Switches switches) {
    this.ledger = ledger;
    this.switches = switches;
    this.defaults = new ContactDefaults(ledger);
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

  /** Brings an archived contact back, as Xero's own user does. */
  public ObjectNode restore(ObjectNode archived) {
    Problems problems = new Problems();
    ObjectNode next = archived.deepCopy().put("ContactStatus", "ACTIVE");
    refuseTakenKeys(next, problems);
    problems.refuse();
    ledger.put(Kind.CONTACT, next);
    return next;
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
    return Fields.said(sent, "ContactNumber").flatMap(this::byNumber).or(() -> named(sent));
  }

  private Optional<ObjectNode> named(ObjectNode sent) {
    return switches.is(Switch.NAMES_FIND_CONTACTS)
        ? Fields.said(sent, "Name").flatMap(this::byName)
        : Optional.empty();
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
    ContactBank.copy(sent, next, problems);
    copyTaxNumber(sent, next, problems);
    defaults.copy(sent, next, problems);
    copyStatus(sent, next, problems);
    refuseTakenKeys(next, problems);
    problems.refuse();
    ledger.put(Kind.CONTACT, next);
    if (!next.path("ContactStatus").asString("").equals("ACTIVE")) {
      GroupMembers.leaveAll(ledger, next.path("ContactID").asString());
    }
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

  private static void copyTaxNumber(ObjectNode sent, ObjectNode next, Problems problems) {
    boolean masked =
        TaxNumbers.isMaskOf(
            sent.path("TaxNumber").asString(""), next.path("TaxNumber").asString(""));
    if (!masked) {
      Fields.copyText(sent, next, "TaxNumber", 50, problems);
    }
    ContactDefaults.copyChoice(sent, next, "TaxNumberType", List.of("SSN", "EIN", "ITIN", "ATIN"));
  }

  /** A contact whose data was to be forgotten stays so. */
  private void copyStatus(ObjectNode sent, ObjectNode next, Problems problems) {
    String now = next.path("ContactStatus").asString("");
    ContactDefaults.copyChoice(
        sent, next, "ContactStatus", List.of("ACTIVE", "ARCHIVED", "GDPRREQUEST"));
    String wanted = next.path("ContactStatus").asString("");
    boolean back = wanted.equals("ACTIVE") && !now.equals("ACTIVE");
    problems.errorIf(
        back && next.has("MergedToContactID"),
        "The contact was merged into another one and cannot be restored");
    problems.errorIf(
        back && (now.equals("GDPRREQUEST") || !switches.is(Switch.ARCHIVED_CONTACTS_RETURN)),
        "The contact is archived and cannot be restored");
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
