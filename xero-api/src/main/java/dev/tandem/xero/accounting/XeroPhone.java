package dev.tandem.xero.accounting;

import org.jspecify.annotations.Nullable;

/**
 * One of a contact's phones. Xero always lists all types, mostly empty.
 *
 * @param phoneType {@code DEFAULT}, {@code DDI}, {@code MOBILE}, {@code FAX} or {@code OFFICE}
 */
public record XeroPhone(
    String phoneType,
    @Nullable String phoneNumber,
    @Nullable String phoneAreaCode,
    @Nullable String phoneCountryCode) {

  @Override
  public String toString() {
    return "XeroPhone[" + phoneType + "]";
  }
}
