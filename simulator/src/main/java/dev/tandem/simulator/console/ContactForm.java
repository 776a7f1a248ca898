package dev.tandem.simulator.console;

import dev.tandem.simulator.http.Json;
import dev.tandem.simulator.http.Markup;
import dev.tandem.simulator.http.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a contact that a person edits most. */
final class ContactForm {
  private static final Map<String, String> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("Name", "Name");
    FIELDS.put("FirstName", "First name");
    FIELDS.put("LastName", "Last name");
    FIELDS.put("EmailAddress", "Email");
    FIELDS.put("AccountNumber", "Account number");
  }

  private ContactForm() {}

  static Markup of(String address, ObjectNode contact) {
    return Markup.of(
        """
        <form method="post" action="{}" class="fields">
          {}
          <label>Phone <input name="Phone" value="{}"></label>
          <button>Save contact</button>
        </form>
        """,
        address,
        Markup.join(FIELDS.entrySet().stream().map(each -> field(each, contact))),
        phone(contact));
  }

  private static Markup field(Map.Entry<String, String> field, ObjectNode contact) {
    return Markup.of(
        "<label>{} <input name=\"{}\" value=\"{}\"{}></label>",
        field.getValue(),
        field.getKey(),
        contact.path(field.getKey()).asString(""),
        new Markup(field.getKey().equals("Name") ? " required" : ""));
  }

  private static String phone(ObjectNode contact) {
    for (JsonNode phone : contact.path("Phones")) {
      if (phone.path("PhoneType").asString().equals("DEFAULT")) {
        return phone.path("PhoneNumber").asString("");
      }
    }
    return "";
  }

  /** What the form says otherwise than the contact as it is known. */
  static ObjectNode changes(Parameters form, ObjectNode known) {
    ObjectNode changes = Json.object();
    FIELDS.keySet().stream()
        .filter(name -> !form.all(name).isEmpty())
        .forEach(name -> changes.put(name, form.get(name, "")));
    String number = form.get("Phone", "");
    if (!number.equals(phone(known))) {
      changes.set("Phones", phones(known, number));
    }
    return changes;
  }

  private static JsonNode phones(ObjectNode contact, String number) {
    JsonNode phones =
        contact.path("Phones").isArray() ? contact.path("Phones").deepCopy() : Json.array();
    boolean there = false;
    for (JsonNode phone : phones) {
      if (phone.path("PhoneType").asString().equals("DEFAULT")) {
        there = true;
        ((ObjectNode) phone)
            .put("PhoneNumber", number)
            .put("PhoneAreaCode", "")
            .put("PhoneCountryCode", "");
      }
    }
    return there
        ? phones
        : Json.array().add(Json.object().put("PhoneType", "DEFAULT").put("PhoneNumber", number));
  }
}
