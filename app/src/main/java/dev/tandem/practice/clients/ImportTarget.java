package dev.tandem.practice.clients;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a column of an imported file means to us. */
public enum ImportTarget {
  IGNORE("ignore", "Leave out", null),
  FULL_NAME("name", "Whole name", null),
  GIVEN_NAME(ClientField.GIVEN_NAME),
  FAMILY_NAME(ClientField.FAMILY_NAME),
  ORGANISATION_NAME(ClientField.ORGANISATION_NAME),
  EMAIL(ClientField.EMAIL),
  PHONE(ClientField.PHONE),
  MOBILE(ClientField.MOBILE),
  BIRTH_DATE(ClientField.BIRTH_DATE),
  ADDRESS_LINE1(ClientField.ADDRESS_LINE1),
  ADDRESS_LINE2(ClientField.ADDRESS_LINE2),
  CITY(ClientField.CITY),
  REGION(ClientField.REGION),
  POSTCODE(ClientField.POSTCODE),
  COUNTRY(ClientField.COUNTRY),
  NOTES(ClientField.NOTES),
  EXTERNAL_REFERENCE(ClientField.EXTERNAL_REFERENCE);

  private final String key;
  private final String label;
  private final @Nullable ClientField field;

  ImportTarget(ClientField field) {
    this(field.key(), field.label(), field);
  }

  ImportTarget(String key, String label, @Nullable ClientField field) {
    this.key = key;
    this.label = label;
    this.field = field;
  }

  /** The name by which mappings on the command line call it. */
  public String key() {
    return key;
  }

  public String label() {
    return label;
  }

  /** The field it goes into as it is; null where more has to be done. */
  @Nullable ClientField field() {
    return field;
  }

  /** Several columns may mean this: they are put together instead of excluding each other. */
  boolean takesSeveral() {
    return this == IGNORE
        || this == PHONE
        || this == MOBILE
        || this == NOTES
        || this == ADDRESS_LINE2;
  }

  public static Optional<ImportTarget> byKey(String key) {
    return Stream.of(values()).filter(it -> it.key.equalsIgnoreCase(key.strip())).findFirst();
  }
}
