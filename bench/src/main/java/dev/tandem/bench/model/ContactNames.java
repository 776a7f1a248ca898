package dev.tandem.bench.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * What a contact is called. There the display name stands beside the two parts of a person's, and
 * whoever changes them may forget it; here it is made of them.
 */
final class ContactNames {

  private static final Map<String, String> FIELDS =
      Map.of(Forms.NAME, "Name", Forms.GIVEN_NAME, "FirstName", Forms.FAMILY_NAME, "LastName");

  private final Map<String, String> before;
  private final boolean organisation;
  private final Map<String, Object> record = new HashMap<>();
  private final Map<String, String> said = new LinkedHashMap<>();

  ContactNames(JsonNode contact, boolean organisation) {
    this.before = read(contact);
    this.organisation = organisation;
  }

  static Map<String, String> read(JsonNode contact) {
    var all = new HashMap<String, String>();
    FIELDS.forEach((name, field) -> all.put(name, contact.path(field).asString("")));
    return all;
  }

  /**
   * @param values gives a field a value that it never had
   */
  void change(Random random, UnaryOperator<String> values) {
    int what = random.nextInt(4);
    if (organisation) {
      switch (what) {
        case 0 -> write(Forms.GIVEN_NAME, values);
        case 1 -> write(Forms.FAMILY_NAME, values);
        default -> write(Forms.NAME, values);
      }
      return;
    }
    if (what != 1) {
      write(Forms.GIVEN_NAME, values);
    }
    if (what != 0) {
      write(Forms.FAMILY_NAME, values);
    }
    if (random.nextBoolean()) {
      return;
    }
    var whole = new HashMap<>(before);
    whole.putAll(said);
    record.put("Name", whole.get(Forms.GIVEN_NAME) + " " + whole.get(Forms.FAMILY_NAME));
  }

  private void write(String field, UnaryOperator<String> values) {
    String value = values.apply(field);
    said.put(field, value);
    record.put(FIELDS.get(field), value);
  }

  Map<String, String> before() {
    return before;
  }

  /** In Xero's shape. */
  Map<String, Object> record() {
    return record;
  }

  /** What that says of the names here. */
  Map<String, String> said() {
    return said;
  }
}
