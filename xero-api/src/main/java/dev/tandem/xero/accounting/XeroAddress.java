package dev.tandem.xero.accounting;

import org.jspecify.annotations.Nullable;

/**
 * One of a contact's addresses. Xero always lists its types, mostly empty.
 *
 * @param addressType {@code POBOX} (printed on invoices) or {@code STREET}
 * @param country letters only
 */
public record XeroAddress(
    String addressType,
    @Nullable String addressLine1,
    @Nullable String addressLine2,
    @Nullable String addressLine3,
    @Nullable String addressLine4,
    @Nullable String city,
    @Nullable String region,
    @Nullable String postalCode,
    @Nullable String country,
    @Nullable String attentionTo) {

  @Override
  public String toString() {
    return "XeroAddress[" + addressType + "]";
  }
}
