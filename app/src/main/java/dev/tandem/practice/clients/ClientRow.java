package dev.tandem.practice.clients;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client on its way into the table: its fields and the keys it is found by. Many rows travel as
 * one array per column, so that five hundred cost one statement.
 *
 * @param country two letters, for phones without a country code
 */
record ClientRow(ClientId id, ClientDetails details, String country) {

  private static final List<String> KEYS =
      List.of(
          "phone_e164",
          "mobile_e164",
          "name_key",
          "family_key",
          "email_key",
          "phone_key",
          "mobile_key");

  /** The columns that hold the facts, without id and times. */
  static final List<String> COLUMNS =
      Stream.concat(Stream.of(ClientField.values()).map(ClientRow::column), KEYS.stream()).toList();

  /**
   * Rows as a relation {@code n} with the columns {@code id} and {@link #COLUMNS}, all of them
   * text.
   */
  static final String UNNEST =
      "unnest(" + "?::text[], ".repeat(COLUMNS.size()) + "?::text[]) as n(id, " + names() + ")";

  static String column(ClientField field) {
    return field.name().toLowerCase(Locale.ROOT);
  }

  /** How the text of relation {@code n} becomes the column's own type. */
  static String typed(String column) {
    return switch (column) {
      case "birth_date" -> "nullif(n.birth_date, '')::date";
      case "phone_e164", "mobile_e164" -> "nullif(n." + column + ", '')";
      default -> "n." + column;
    };
  }

  static String names() {
    return String.join(", ", COLUMNS);
  }

  /** The parameters of {@link #UNNEST}: an array for each column, an element for each row. */
  static List<Object> arrays(List<ClientRow> rows) {
    List<List<String>> values = rows.stream().map(ClientRow::values).toList();
    return Stream.iterate(0, i -> i <= COLUMNS.size(), i -> i + 1)
        .<Object>map(i -> values.stream().map(row -> row.get(i)).toArray(String[]::new))
        .toList();
  }

  private List<String> values() {
    Map<ClientField, String> fields = details.fields();
    Phone phone = phone();
    Phone mobile = mobile();
    return Stream.of(
            Stream.of(id.toString()),
            Stream.of(ClientField.values()).map(fields::get),
            Stream.of(
                phone.e164() == null ? "" : phone.e164(),
                mobile.e164() == null ? "" : mobile.e164(),
                nameKey(details),
                familyKey(details),
                Folding.email(details.email()),
                phone.key(),
                mobile.key()))
        .flatMap(it -> it)
        .collect(Collectors.toList());
  }

  Phone phone() {
    return Phone.read(details.phone(), country);
  }

  Phone mobile() {
    return Phone.read(details.mobile(), country);
  }

  /** The name as it is said: given name first. */
  static String nameKey(ClientDetails details) {
    return Folding.name(details.name());
  }

  /** The name as it is filed: family name first. */
  private static String familyKey(ClientDetails details) {
    return details.isNamedAsPerson()
        ? Folding.name(details.familyName() + " " + details.givenName())
        : nameKey(details);
  }
}
