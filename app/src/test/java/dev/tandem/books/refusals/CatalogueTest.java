package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.books.ledger.Kind;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Words are recognised by what does not vary in them. */
class CatalogueTest {

  static Stream<Refusal> entries() {
    return Catalogue.entries().stream();
  }

  /** No entry stands behind a broader one that takes all of its words. */
  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryIsFoundByItsOwnWords(Refusal entry) {
    String words = "XERO SAYS: " + String.join(" … ", entry.fragments());
    Set<Kind> kinds = entry.kinds().isEmpty() ? EnumSet.allOf(Kind.class) : entry.kinds();
    for (Kind it : kinds) {
      assertThat(Catalogue.find(words, it)).as(it + ": " + words).contains(entry);
    }
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryIsToldInWholeSentences(Refusal entry) {
    assertThat(entry.help()).endsWith(".").hasSizeBetween(10, 220);
    assertThat(entry.happened())
        .satisfiesAnyOf(it -> assertThat(it).isEmpty(), it -> assertThat(it).endsWith("."))
        .doesNotContain("TaxType", "ContactID", "unlock");
    assertThat(entry.help()).doesNotContain("unlock");
  }

  @Test
  void everyEntryHasANameOfItsOwn() {
    assertThat(Catalogue.entries()).extracting(Refusal::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          CLIENT | contact-name-taken | The contact name Ann Lee is already assigned to another contact. The contact name must be unique across all active contacts.
          CLIENT | contact-number-taken | The contact number 0198 is already assigned to another contact. The contact number must be unique across all contacts.
          CLIENT | contact-unique-name | Please enter a unique Name.
          CLIENT | contact-unnamed | The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber
          CLIENT | contact-name-missing | The Contact Name must be specified
          CLIENT | contact-name-characters | The Contact Name cannot contain < or >
          CLIENT | contact-email | Email address must be valid
          CLIENT | contact-email | Email address must be valid.
          CLIENT | contact-country | The field Country may contain letters only
          CLIENT | contact-too-long-given-name | The length of the field FirstName must be 255 characters or less
          CLIENT | contact-too-long-town | The length of the field City must be 255 characters or less
          CLIENT | contact-too-long-phone-number | The length of the field PhoneNumber must be 50 characters or less
          CLIENT | contact-merged | The contact was merged into another one and cannot be restored
          CLIENT | contact-not-restored | The contact is archived and cannot be restored
          CLIENT | contact-unknown | An existing Contact with the specified ContactID could not be found
          CLIENT | contact-persons | A contact can have at most 5 contact persons
          CLIENT | contact-groups | You’ve reached the limit of 100 contact groups.
          INVOICE | contact-archived | The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.
          INVOICE | contact-not-said | A Contact must be specified for this type of transaction
          INVOICE | account-not-valid | Account code '476' is not a valid code for this document.
          INVOICE | account-id-not-valid | Account ID '0198' is not a valid ID for this document.
          INVOICE | account-archived | Account code '476' has been archived, or has been deleted. It cannot be used on this document.
          INVOICE | account-removed | Account code '476' has been removed as it does not match a recognised account.
          INVOICE | account-missing | Account code or ID must be specified
          INVOICE | tax-does-not-fit | The TaxType code 'INPUT' cannot be used with account code '200'.
          INVOICE | tax-does-not-fit | The TaxType code INPUT cannot be used with account code 200
          INVOICE | tax-unknown | The TaxType code NOPE does not exist or cannot be used for this type of transaction.
          INVOICE | tax-missing | The TaxType field is mandatory
          INVOICE | tax-too-large | The TaxAmount cannot exceed the UnitAmount
          INVOICE | item-unknown | Item code 'X1' is not valid
          INVOICE | item-taken | Price List Item with Code 'abc' already exists
          INVOICE | tracking-option | The tracking option 'North' does not exist in 'Region'
          INVOICE | tracking-many | A line can have at most 2 tracking categories
          INVOICE | lines-missing | One or more line items must be specified
          INVOICE | description-missing | Description field is mandatory
          INVOICE | line-total | The line total 10.00 does not match the expected line total 11.00
          INVOICE | line-too-large | The line amount is too large
          INVOICE | total-differs | The invoice total does not equal the sum of the lines.
          INVOICE | subtotal-differs | The document sub total does not equal the sub total of the lines.
          INVOICE | tax-total-differs | The document tax total does not equal the sum of the line taxes.
          INVOICE | total-negative | The total for this document must be positive
          INVOICE | discount | The discount rate '120' must be between 0 and 100
          INVOICE | discount-twice | A line can have a DiscountRate or a DiscountAmount, but not both
          INVOICE | rounding | The RoundingAmount must be between -0.10 and 0.10
          INVOICE | number-taken | Invoice # must be unique.
          INVOICE | due-date-missing | Due Date cannot be empty
          INVOICE | period-locked | The document date cannot be before the period lock date, currently set at 30-Jun-2026
          INVOICE | year-locked | The document date cannot be before the end of year lock date, currently set at 30-Jun-2026
          PAYMENT | period-locked | The document date cannot be before the period lock date 30 June 2026
          INVOICE | currency | Organisation is not subscribed to currency EUR
          INVOICE | approval-limit | You have reached the limit of invoices you can approve
          INVOICE | not-modifiable | Invoice not of valid status for modification
          INVOICE | has-payments | This document cannot be edited as it has a payment or credit note allocated to it.
          INVOICE | has-payments-void | The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it. This document cannot be edited as it has a payment or credit note allocated to it.
          INVOICE | not-found | The document with the supplied id was not found for this endpoint.
          INVOICE | public-address | The Url 'ftp://x' is not valid.
          INVOICE | branding-theme | The BrandingThemeID '1' does not match a branding theme.
          INVOICE | rate | The currency rate must be greater than zero
          INVOICE | scope-missing | AuthorizationUnsuccessful
          PAYMENT | payment-too-much | Payment amount exceeds the amount outstanding on this document
          PAYMENT | payment-not-authorised | Payments can only be made against Authorised documents
          PAYMENT | payment-zero | Payment amount must be greater than zero
          PAYMENT | payment-account | Account code '200' is not a valid code for this document.
          PAYMENT | payment-account-missing | You must specify an Account code or Account ID for the payment
          PAYMENT | payment-account-unknown | Account could not be found
          PAYMENT | payment-not-modifiable | Payment not of valid status for modification
          PAYMENT | payment-in-batch | Payments within a batch cannot be deleted.
          PAYMENT | payment-document-gone | Document could not be found
          PAYMENT | payment-not-found | The document with the supplied id was not found for this endpoint.
          INVOICE | credit-unknown | An existing Credit Note with the specified CreditNoteID could not be found
          INVOICE | credit-number | Credit Note # must be unique.
          INVOICE | credit-spent | The status VOIDED cannot be applied because a part was allocated or refunded, or it is closed
          INVOICE | allocation-paid | The invoice you are trying to allocate to has already been paid off
          INVOICE | allocation-invoice-status | Only AUTHORISED invoices can have allocations applied to them
          INVOICE | allocation-credit-status | Only an AUTHORISED Credit Note can be allocated
          INVOICE | allocation-zero | The allocation amount must be greater than zero
          PAYMENT | batch-currency | Batch payments can only be made in the base currency of the organisation
          PAYMENT | batch-empty | A batch payment must contain at least one payment
          PAYMENT | batch-status | Batch Payment not of valid status for modification
          PAYMENT | batch-credits | Credit notes, prepayments and overpayments cannot be included in a batch payment
          INVOICE | mail-nobody | The contact has no email address to send to.
          INVOICE | mail-limit | You have reached the daily limit of 1000 emails.
          INVOICE | mail-status | Only SUBMITTED, AUTHORISED or PAID sales invoices can be emailed to their contact.
          CLIENT | is-it-the-same | Xero has Ann Lee already: say whether it is the same.
          INVOICE | number-in-use | The number INV-1 is already used in Xero for another invoice. Give this one the next number.
          INVOICE | client-archived-here | Its client is archived here and was never in Xero.
          """)
  void wordsOfXeroAreKnown(Kind kind, String name, String words) {
    assertThat(Catalogue.find(words, kind)).map(Refusal::name).contains(name);
  }

  @Test
  void whatNobodyHasMetIsNotGuessedAt() {
    assertThat(Catalogue.find("The moon is not full", Kind.INVOICE)).isEmpty();
  }

  @Test
  void theCodeThatIsMeantIsNamed() {
    String words = "Account code '476' is not a valid code for this document.";
    assertThat(Catalogue.find(words, Kind.INVOICE).orElseThrow().told(words))
        .startsWith("Account 476 does not exist in Xero");
    assertThat(Catalogue.find(words, Kind.INVOICE).orElseThrow().told("no code"))
        .startsWith("Account does not exist in Xero");
  }

  @Test
  void whatVariesIsLeftOutOfWhatIsCounted() {
    assertThat(UnknownWords.bare("The moon 'over Ann' is 17.5 days old for ann@example.com"))
        .isEqualTo("The moon '…' is # days old for …");
    assertThat(UnknownWords.bare("x".repeat(1_000))).hasSize(301);
  }
}
