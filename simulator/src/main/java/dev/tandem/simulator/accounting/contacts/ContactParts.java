package dev.tandem.simulator.accounting.contacts;

import dev.tandem.simulator.accounting.call.ApiErrors;
import dev.tandem.simulator.accounting.call.Fields;
import dev.tandem.simulator.accounting.call.Problems;
import dev.tandem.simulator.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lists inside a contact. Xero always shows two addresses and four phones, blank where nothing
 * is known; a list that is sent replaces the stored one as a whole.
 */
final class ContactParts {
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\s.,'()&-]*");
  private static final List<String> ADDRESS_TYPES = List.of("STREET", "POBOX");
  private static final List<String> PHONE_TYPES = List.of("DDI", "DEFAULT", "FAX", "MOBILE");
  private static final Map<String, Integer> ADDRESS = new LinkedHashMap<>();
  private static final Map<String, Integer> PHONE = new LinkedHashMap<>();

  static {
    ADDRESS.put("AddressLine1", 500);
    ADDRESS.put("AddressLine2", 500);
    ADDRESS.put("AddressLine3", 500);
    ADDRESS.put("AddressLine4", 500);
    ADDRESS.put("City", 255);
    ADDRESS.put("Region", 255);
    ADDRESS.put("PostalCode", 50);
    ADDRESS.put("Country", 50);
    ADDRESS.put("AttentionTo", 255);
    PHONE.put("PhoneNumber", 50);
    PHONE.put("PhoneAreaCode", 10);
    PHONE.put("PhoneCountryCode", 20);
  }

  private ContactParts() {}

  static void blank(ObjectNode contact) {
    addresses(Json.array(), contact, new Problems());
    phones(Json.array(), contact, new Problems());
    contact.putArray("ContactGroups");
    contact.putArray("ContactPersons");
  }

  static void copy(ObjectNode sent, ObjectNode next, Problems problems) {
    if (sent.path("Addresses").isArray()) {
      addresses(sent.path("Addresses"), next, problems);
    }
    if (sent.path("Phones").isArray()) {
      phones(sent.path("Phones"), next, problems);
    }
    if (sent.path("ContactPersons").isArray()) {
      persons(sent.path("ContactPersons"), next, problems);
    }
  }

  private static void addresses(JsonNode sent, ObjectNode next, Problems problems) {
    var list = next.putArray("Addresses");
    for (String type : ADDRESS_TYPES) {
      ObjectNode address = list.addObject().put("AddressType", type);
      address.put("City", "").put("Region", "").put("PostalCode", "").put("Country", "");
      ofType(sent, "AddressType", type, "POBOX")
          .ifPresent(
              given -> {
                ADDRESS.forEach(
                    (name, longest) -> Fields.copyText(given, address, name, longest, problems));
                problems.errorIf(
                    !LETTERS.matcher(address.path("Country").asString("")).matches(),
                    "The field Country may contain letters only");
              });
    }
    refuseOtherTypes(sent, "AddressType", List.of("STREET", "POBOX", "DELIVERY"));
  }

  private static void phones(JsonNode sent, ObjectNode next, Problems problems) {
    var list = next.putArray("Phones");
    for (String type : PHONE_TYPES) {
      ObjectNode phone = list.addObject().put("PhoneType", type);
      phone.put("PhoneNumber", "").put("PhoneAreaCode", "").put("PhoneCountryCode", "");
      ofType(sent, "PhoneType", type, "DEFAULT")
          .ifPresent(
              given ->
                  PHONE.forEach(
                      (name, longest) -> Fields.copyText(given, phone, name, longest, problems)));
    }
    refuseOtherTypes(sent, "PhoneType", List.of("DDI", "DEFAULT", "FAX", "MOBILE", "OFFICE"));
  }

  private static Optional<ObjectNode> ofType(
      JsonNode sent, String field, String type, String untyped) {
    ObjectNode found = null;
    for (JsonNode each : sent) {
      if (each instanceof ObjectNode object && object.path(field).asString(untyped).equals(type)) {
        found = object;
      }
    }
    return Optional.ofNullable(found);
  }

  private static void refuseOtherTypes(JsonNode sent, String field, List<String> known) {
    for (JsonNode each : sent) {
      String type = each.path(field).asString("");
      if (!type.isEmpty() && !known.contains(type)) {
        throw ApiErrors.postData("The " + field + " " + type + " is not valid");
      }
    }
  }

  private static void persons(JsonNode sent, ObjectNode next, Problems problems) {
    problems.errorIf(sent.size() > 5, "A contact can have at most 5 contact persons");
    var list = next.putArray("ContactPersons");
    for (JsonNode each : sent) {
      if (each instanceof ObjectNode given) {
        ObjectNode person = list.addObject();
        Fields.copyText(given, person, "FirstName", 255, problems);
        Fields.copyText(given, person, "LastName", 255, problems);
        Fields.copyText(given, person, "EmailAddress", 255, problems);
        person.put("IncludeInEmails", Fields.flag(given, "IncludeInEmails").orElse(false));
      }
    }
  }
}
