package dev.tandem.books.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What helps against a refusal, found by a fragment of Xero's words: their exact wording varies, so
 * the words themselves are always shown, too.
 */
record Remedy(String fragment, String advice) {

  private static final List<Remedy> KNOWN =
      List.of(
          new Remedy(
              "is not a valid code for this document",
              "Give the service another account under Mapping, then try again."),
          new Remedy(
              "account code", "Give the service another account under Mapping, then try again."),
          new Remedy(
              "taxtype code",
              "The tax does not fit the account: change either under Mapping, then try again."),
          new Remedy(
              "taxtype field is mandatory",
              "Give the service a tax under Mapping, then try again."),
          new Remedy(
              "already assigned to another contact",
              "Xero has a contact of this name already. Rename or archive one of the two, then try again."),
          new Remedy(
              "email address must be valid", "Correct the e-mail address, then it goes by itself."),
          new Remedy(
              "lock date",
              "The period is closed in Xero. The bookkeeper reopens it or decides on another date."),
          new Remedy(
              "not subscribed to currency",
              "Add the currency in Xero, or bill in the organisation's own."),
          new Remedy(
              "not of valid status",
              "It was paid, voided or deleted in Xero meanwhile. Look at it there first."),
          new Remedy(
              "payment or credit note allocated",
              "It is paid or credited in Xero and cannot be changed there any more."),
          new Remedy(
              "exceeds the amount outstanding",
              "Xero shows less outstanding: it may have been paid there already."),
          new Remedy(
              "must be unique", "The number is used in Xero already: give it the next number."),
          new Remedy("already used in xero", "Give it the next number, then try again."),
          new Remedy(
              "limit of invoices you can approve",
              "The organisation's Xero plan allows no more invoices this month."),
          new Remedy("client is archived here", "Restore the client, then this goes by itself."),
          new Remedy("archived", "It is archived in Xero. Restore it there, then try again."));

  /** The advice for these words; null if nobody has met them yet. */
  static @Nullable String against(@Nullable String words) {
    if (words == null) {
      return null;
    }
    String lower = words.toLowerCase(Locale.ROOT);
    return KNOWN.stream()
        .filter(it -> lower.contains(it.fragment))
        .map(Remedy::advice)
        .findFirst()
        .orElse(null);
  }
}
