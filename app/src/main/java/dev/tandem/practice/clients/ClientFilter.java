package dev.tandem.practice.clients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A search as a condition on the table {@code c}. Beginnings are ranges over the folded keys, which
 * is the only form of text search that may use an index under row-level security.
 */
record ClientFilter(String condition, Map<String, Object> parameters) {

  /** Stands behind every other character. */
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private static final int FEWEST_DIGITS = 3;

  /** Names, e-mail addresses, phone numbers that begin with the text. */
  static ClientFilter beginning(ClientSearch search, String country) {
    var parameters = new LinkedHashMap<String, Object>();
    var any = new StringBuilder();
    String name = Folding.name(search.text());
    if (!name.isEmpty()) {
      range(any, parameters, "name_key", "name", name);
      range(any, parameters, "family_key", "name", name);
    }
    range(any, parameters, "email_key", "email", Folding.email(search.text()));
    if (isNumber(search.text())) {
      for (String column : List.of("phone_key", "mobile_key")) {
        range(any, parameters, column, "phone", Phone.keyPrefix(search.text(), country));
        range(any, parameters, column, "digits", Phone.digits(search.text()));
      }
    }
    any.append(" or c.external_reference = :reference");
    parameters.put("reference", search.text());
    return new ClientFilter(
        status(search) + " and (" + any.substring(" or ".length()) + ")", parameters);
  }

  /** Names that have the text anywhere in them: reads all of this practice's names. */
  static ClientFilter containing(ClientSearch search) {
    String name = Folding.name(search.text());
    return new ClientFilter(
        status(search) + " and :name <> '' and position(:name in c.name_key) > 0",
        Map.of("name", name));
  }

  static ClientFilter everyone(ClientSearch search) {
    return new ClientFilter(status(search), Map.of());
  }

  private static void range(
      StringBuilder any, Map<String, Object> parameters, String column, String name, String from) {
    any.append(" or (c.%1$s >= :%2$s and c.%1$s < :%2$sEnd)".formatted(column, name));
    parameters.put(name, from);
    parameters.put(name + "End", from + LAST);
  }

  private static boolean isNumber(String text) {
    return Phone.digits(text).length() >= FEWEST_DIGITS
        && text.chars().noneMatch(Character::isLetter);
  }

  private static String status(ClientSearch search) {
    return "c.practice_id = house.here()"
        + switch (search.status()) {
          case ACTIVE -> " and c.archived_at is null";
          case ARCHIVED -> " and c.archived_at is not null";
          case ALL -> "";
        };
  }
}
