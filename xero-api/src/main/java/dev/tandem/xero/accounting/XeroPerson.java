package dev.tandem.xero.accounting;

import org.jspecify.annotations.Nullable;

/** One of the up to five persons of a contact. The list is replaced as a whole. */
public record XeroPerson(
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String emailAddress,
    @Nullable Boolean includeInEmails) {

  @Override
  public String toString() {
    return "XeroPerson[]";
  }
}
