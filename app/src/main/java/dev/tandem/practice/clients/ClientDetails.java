package dev.tandem.practice.clients;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the practice knows about a client. Texts that are not known are empty, never null.
 *
 * @param organisationName the client's name if it is an organisation (given and family name are
 *     then its contact person); for a person, where they belong
 * @param phone as typed; its international form is found when it is stored
 * @param mobile as typed, likewise
 * @param externalReference the client's id in the system that the practice came from
 */
public record ClientDetails(
    ClientKind kind,
    String givenName,
    String familyName,
    String organisationName,
    String email,
    String phone,
    String mobile,
    @Nullable LocalDate birthDate,
    Address address,
    String notes,
    String externalReference) {

  public static final ClientDetails NOTHING_KNOWN =
      new ClientDetails(ClientKind.PERSON, "", "", "", "", "", "", null, Address.NONE, "", "");

  public static ClientDetails person(String givenName, String familyName) {
    return NOTHING_KNOWN.with(
        Map.of(ClientField.GIVEN_NAME, givenName, ClientField.FAMILY_NAME, familyName));
  }

  public static ClientDetails organisation(String name) {
    return NOTHING_KNOWN.with(
        Map.of(
            ClientField.KIND, ClientKind.ORGANISATION.name(), ClientField.ORGANISATION_NAME, name));
  }

  /** How the client is called on screen and in the ledger; empty if no name is known. */
  public String name() {
    String person = (givenName + " " + familyName).strip();
    if (kind == ClientKind.ORGANISATION) {
      return organisationName.isEmpty() ? person : organisationName;
    }
    return person.isEmpty() ? organisationName : person;
  }

  /** The number to call where there is room for one: the mobile if there is one. */
  public String telephone() {
    return mobile.isEmpty() ? phone : mobile;
  }

  /** Whether the client is called by given and family name. */
  boolean isNamedAsPerson() {
    return !name().equals(organisationName);
  }

  /** Every field as text, dates as {@code 1984-02-29}; unknown ones empty. */
  public Map<ClientField, String> fields() {
    var fields = new EnumMap<ClientField, String>(ClientField.class);
    fields.put(ClientField.KIND, kind.name());
    fields.put(ClientField.GIVEN_NAME, givenName);
    fields.put(ClientField.FAMILY_NAME, familyName);
    fields.put(ClientField.ORGANISATION_NAME, organisationName);
    fields.put(ClientField.EMAIL, email);
    fields.put(ClientField.PHONE, phone);
    fields.put(ClientField.MOBILE, mobile);
    fields.put(ClientField.BIRTH_DATE, birthDate == null ? "" : birthDate.toString());
    fields.put(ClientField.ADDRESS_LINE1, address.line1());
    fields.put(ClientField.ADDRESS_LINE2, address.line2());
    fields.put(ClientField.CITY, address.city());
    fields.put(ClientField.REGION, address.region());
    fields.put(ClientField.POSTCODE, address.postcode());
    fields.put(ClientField.COUNTRY, address.country());
    fields.put(ClientField.NOTES, notes);
    fields.put(ClientField.EXTERNAL_REFERENCE, externalReference);
    return Collections.unmodifiableMap(fields);
  }

  /**
   * These details with some fields replaced.
   *
   * @throws java.time.DateTimeException if the birth date is not in the form {@code 1984-02-29}
   */
  public ClientDetails with(Map<ClientField, String> replaced) {
    var all = new EnumMap<ClientField, String>(ClientField.class);
    all.putAll(fields());
    replaced.forEach((field, value) -> all.put(field, tidy(field, value)));
    return read(all);
  }

  private static ClientDetails read(Map<ClientField, String> fields) {
    String birth = text(fields, ClientField.BIRTH_DATE);
    String kind = text(fields, ClientField.KIND);
    return new ClientDetails(
        kind.isEmpty() ? ClientKind.PERSON : ClientKind.valueOf(kind),
        text(fields, ClientField.GIVEN_NAME),
        text(fields, ClientField.FAMILY_NAME),
        text(fields, ClientField.ORGANISATION_NAME),
        text(fields, ClientField.EMAIL),
        text(fields, ClientField.PHONE),
        text(fields, ClientField.MOBILE),
        birth.isEmpty() ? null : LocalDate.parse(birth),
        new Address(
            text(fields, ClientField.ADDRESS_LINE1),
            text(fields, ClientField.ADDRESS_LINE2),
            text(fields, ClientField.CITY),
            text(fields, ClientField.REGION),
            text(fields, ClientField.POSTCODE),
            text(fields, ClientField.COUNTRY)),
        text(fields, ClientField.NOTES),
        text(fields, ClientField.EXTERNAL_REFERENCE));
  }

  private static String text(Map<ClientField, String> fields, ClientField field) {
    return fields.getOrDefault(field, "");
  }

  /** Spaces at the ends and doubled ones are slips of the hand; only notes keep their lines. */
  private static String tidy(ClientField field, String value) {
    // PostgreSQL cannot hold NUL, and no name contains one.
    String clean = value.replace("\u0000", "");
    return field == ClientField.NOTES
        ? clean.strip()
        : clean.replaceAll("[\\s\\u00a0]+", " ").strip();
  }
}
