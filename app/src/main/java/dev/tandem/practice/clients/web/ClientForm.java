package dev.tandem.practice.clients.web;

import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.shared.InvalidInput;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was typed about a client, by field key; kept as typed when it is refused. */
record ClientForm(Map<String, String> values) {

  /** A field that somebody else has saved otherwise meanwhile. */
  record Difference(String label, String saved, String typed) {}

  static ClientForm blank() {
    return of(ClientDetails.NOTHING_KNOWN);
  }

  static ClientForm of(ClientDetails details) {
    var values = new HashMap<String, String>();
    details.fields().forEach((field, value) -> values.put(field.key(), value));
    return new ClientForm(values);
  }

  /** Only the fields that a client has, whatever else was sent. */
  static ClientForm typed(Map<String, String> parameters) {
    var values = new HashMap<String, String>();
    for (var field : ClientField.values()) {
      String value = parameters.get(field.key());
      if (value != null) {
        values.put(field.key(), value);
      }
    }
    return new ClientForm(values);
  }

  /**
   * What was typed put onto what is known; fields that the form does not have stay as they are.
   *
   * @throws InvalidInput if a date or kind cannot be read at all
   */
  ClientDetails onto(ClientDetails known) {
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    values.forEach((key, value) -> ClientField.byKey(key).ifPresent(it -> fields.put(it, value)));
    refuseUnreadable(fields);
    return known.with(fields);
  }

  /** Every field for the page: as typed, and where nothing was, as known. */
  Map<String, String> over(ClientDetails known) {
    Map<String, String> all = of(known).values();
    all.putAll(values);
    return all;
  }

  List<Difference> against(ClientView current) {
    Map<ClientField, String> saved = current.details().fields();
    return Arrays.stream(ClientField.values())
        .filter(it -> values.containsKey(it.key()))
        .filter(it -> !same(it, saved))
        .map(
            it ->
                new Difference(
                    it.label(),
                    saved.getOrDefault(it, ""),
                    values.getOrDefault(it.key(), "").strip()))
        .toList();
  }

  private boolean same(ClientField field, Map<ClientField, String> saved) {
    String typed = values.getOrDefault(field.key(), "").strip().replace("\r\n", "\n");
    return typed.equals(saved.getOrDefault(field, ""));
  }

  private static void refuseUnreadable(Map<ClientField, String> fields) {
    String born = fields.getOrDefault(ClientField.BIRTH_DATE, "").strip();
    try {
      if (!born.isEmpty()) {
        LocalDate.parse(born);
      }
    } catch (DateTimeException _) {
      throw new InvalidInput(
          ClientField.BIRTH_DATE.key(), "Write the date as year-month-day: 1984-02-29");
    }
    String kind = fields.getOrDefault(ClientField.KIND, "PERSON");
    if (!kind.equals("PERSON") && !kind.equals("ORGANISATION")) {
      throw new InvalidInput(ClientField.KIND.key(), "PERSON or ORGANISATION");
    }
  }
}
