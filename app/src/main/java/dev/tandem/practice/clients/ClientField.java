package dev.tandem.practice.clients;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts about a client that can be written, one by one: forms, imports, comparisons and the
 * ledger all name them by this list.
 */
public enum ClientField {
  KIND("kind", "Kind", 12),
  GIVEN_NAME("givenName", "Given name", 120),
  FAMILY_NAME("familyName", "Family name", 120),
  ORGANISATION_NAME("organisationName", "Organisation", 250),
  EMAIL("email", "E-mail", 255),
  PHONE("phone", "Phone", 50),
  MOBILE("mobile", "Mobile", 50),
  BIRTH_DATE("birthDate", "Birth date", 10),
  ADDRESS_LINE1("addressLine1", "Address", 500),
  ADDRESS_LINE2("addressLine2", "Address, second line", 500),
  CITY("city", "Town or suburb", 255),
  REGION("region", "State or region", 255),
  POSTCODE("postcode", "Postcode", 50),
  COUNTRY("country", "Country", 50),
  NOTES("notes", "Notes", 10_000),
  EXTERNAL_REFERENCE("externalReference", "Reference elsewhere", 100);

  private final String key;
  private final String label;
  private final int maxLength;

  ClientField(String key, String label, int maxLength) {
    this.key = key;
    this.label = label;
    this.maxLength = maxLength;
  }

  /** The field's name in forms, JSON bodies and import mappings. */
  public String key() {
    return key;
  }

  /** What the field is called on screen. */
  public String label() {
    return label;
  }

  /** In characters; chosen so that the ledger can hold what we hold. */
  public int maxLength() {
    return maxLength;
  }

  public static Optional<ClientField> byKey(String key) {
    return Stream.of(values()).filter(it -> it.key.equals(key)).findFirst();
  }
}
