package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Xero: what it says of contacts. */
final class ContactRefusals {

  private static final String[] NAMES = {"givenName", "familyName", "organisationName"};

  static final List<Refusal> ALL =
      Stream.concat(
              Stream.of(
                  of(
                          "contact-name-taken",
                          "contact name|already assigned to another contact",
                          "Xero has another active contact of exactly this name, and allows each name once.",
                          "Change the name here, or rename or archive the other one in Xero. If both are the same person, say who it is.",
                          Step.FIELD)
                      .at(NAMES),
                  of(
                          "contact-unique-name",
                          "please enter a unique name",
                          "Xero has this name already, and allows each name once.",
                          "Change the name here, or rename the other one in Xero.",
                          Step.FIELD)
                      .at(NAMES),
                  of(
                      Kind.CLIENT,
                      "contact-number-taken",
                      "contact number|already assigned to another contact",
                      "In Xero another contact carries the mark by which Tandem knows this one.",
                      "Say who it is: link it with that contact.",
                      Step.WHO),
                  of(
                          "contact-name-characters",
                          "contact name cannot contain",
                          "Xero takes no < or > in a name.",
                          "Take the sign out of the name.",
                          Step.FIELD)
                      .at(NAMES),
                  of(
                          Kind.CLIENT,
                          "contact-name-missing",
                          "contact name must be specified",
                          "The name arrived empty.",
                          "Give it a name.",
                          Step.FIELD)
                      .at(NAMES),
                  of(
                          Kind.CLIENT,
                          "contact-unnamed",
                          "at least 1 of the following elements to identify the contact",
                          "Xero was told no name to know it by.",
                          "Give it a name.",
                          Step.FIELD)
                      .at(NAMES),
                  of(
                          "contact-email",
                          "email address must be valid",
                          "Xero does not take this e-mail address: it takes plain letters only, without umlauts or accents, and no spaces.",
                          "Correct the e-mail address, then it goes by itself.",
                          Step.FIELD)
                      .at("email"),
                  of(
                          "contact-country",
                          "country may contain letters only",
                          "Xero takes nothing but letters in the country.",
                          "Write the country in letters, then it goes by itself.",
                          Step.FIELD)
                      .at("country"),
                  of(
                      Kind.CLIENT,
                      "contact-merged",
                      "merged into another one and cannot be restored",
                      "In Xero it was merged into another contact for good.",
                      "The next reading links it with the contact that is left, and it goes by itself. Or say at once who it is.",
                      Step.WHO),
                  of(
                      "contact-not-restored",
                      "archived and cannot be restored",
                      "It is archived in Xero, and Xero brings it back only there.",
                      "Restore the contact in Xero, then try again. If that is not possible, say who it is.",
                      Step.WHO),
                  of(
                      "contact-unknown",
                      "existing contact with the specified contactid could not be found",
                      "The contact that it was linked with is gone from Xero.",
                      "Say who it is: choose another contact, or have a new one created.",
                      Step.WHO),
                  of(
                      "contact-persons",
                      "at most 5 contact persons",
                      "The contact has more than five persons in Xero.",
                      "Take one of them off in Xero, then try again.",
                      Step.IN_XERO),
                  of(
                      "contact-groups",
                      "limit of|contact groups",
                      "Xero holds no more contact groups for this organisation.",
                      "Remove a group in Xero, then try again.",
                      Step.IN_XERO)),
              tooLong())
          .toList();

  private ContactRefusals() {}

  /** Xero: "The length of the field City must be 255 characters or less". */
  private static Stream<Refusal> tooLong() {
    return Stream.of(
        tooLong("name", "field name", NAMES),
        tooLong("given name", "field firstname", "givenName"),
        tooLong("family name", "field lastname", "familyName"),
        tooLong("e-mail address", "field emailaddress", "email"),
        tooLong("phone number", "field phone", "phone"),
        tooLong("address", "field addressline", "addressLine1", "addressLine2"),
        tooLong("town", "field city", "city"),
        tooLong("region", "field region", "region"),
        tooLong("postcode", "field postalcode", "postcode"),
        tooLong("country", "field country", "country"));
  }

  private static Refusal tooLong(String what, String theirs, String... keys) {
    return of(
            Kind.CLIENT,
            "contact-too-long-" + what.replace(' ', '-'),
            "length of the|" + theirs,
            "The " + what + " is longer than Xero can hold.",
            "Shorten it, then it goes by itself.",
            Step.FIELD)
        .at(keys);
  }
}
