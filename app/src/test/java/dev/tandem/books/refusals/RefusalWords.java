package dev.tandem.books.refusals;

import dev.tandem.books.ledger.Kind;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What Xero and Tandem say, word for word, by the entry of the catalogue that knows it. */
final class RefusalWords {

  /** Kind, entry, words. Xero: those in {@code xero-api.md} and the ones its simulator says. */
  private static final String TEXT =
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
      INVOICE | tax-rate-differs | Xero charges 10 % for the tax 'OUTPUT', a line has it with 0 %: the total would come to 110.00 there, not to 100.00.
      CREDIT_NOTE | tax-rate-differs | Xero charges 10 % for the tax 'OUTPUT', a line has it with 0 %: its tax would come to 10.00 there, not to 0.00.
      INVOICE | tax-does-not-fit | The TaxType code 'INPUT' cannot be used with account code '200'.
      INVOICE | tax-does-not-fit | The TaxType code INPUT cannot be used with account code 200
      INVOICE | tax-unknown | The TaxType code NOPE does not exist or cannot be used for this type of transaction.
      INVOICE | tax-missing | The TaxType field is mandatory
      INVOICE | tax-too-large | The TaxAmount cannot exceed the UnitAmount
      INVOICE | item-unknown | Item code 'X1' is not valid
      INVOICE | item-taken | Price List Item with Code 'abc' already exists
      INVOICE | tracking-option | The tracking option 'North' of tracking category 'Region' is not valid.
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
      PAYMENT | payment-not-authorised | Payments can only be made against Authorised documents
      PAYMENT | payment-too-much | Payment amount exceeds the amount outstanding on this document
      PAYMENT | payment-zero | Payment amount must be greater than zero
      PAYMENT | payment-account | Account code '200' is not a valid code for this document.
      RECEIPT | payment-account | Account code '200' is not a valid code for this document.
      REFUND | payment-account | Account code '200' is not a valid code for this document.
      PAYMENT | payment-account-archived | Account code '090' has been archived, or has been deleted. It cannot be used on this document.
      RECEIPT | payment-account-archived | Account code '090' has been archived, or has been deleted. It cannot be used on this document.
      REFUND | payment-account-archived | Account code '090' has been archived, or has been deleted. It cannot be used on this document.
      PAYMENT | payment-account-missing | You must specify an Account code or Account ID for the payment
      PAYMENT | payment-account-unknown | Account could not be found
      ADVANCE | payment-account-unknown | Account could not be found
      PAYMENT | payment-not-modifiable | Payment not of valid status for modification
      PAYMENT | payment-in-batch | Payments within a batch cannot be deleted.
      PAYMENT | payment-document-gone | Document could not be found
      PAYMENT | payment-not-found | The document with the supplied id was not found for this endpoint.
      PAYMENT | payment-account-gone | The account that such payments go to, Old bank (091), takes none in Xero any more. Choose another one under Ledger, Mapping.
      RECEIPT | receipt-not-authorised | Payments can only be made against Authorised documents
      RECEIPT | receipt-too-much | Payment amount exceeds the amount outstanding on this document
      RECEIPT | receipt-document-gone | Document could not be found
      RECEIPT | receipt-not-found | The document with the supplied id was not found for this endpoint.
      RECEIPT | batch-currency | Batch payments can only be made in the base currency of the organisation
      RECEIPT | batch-empty | A batch payment must contain at least one payment
      RECEIPT | batch-status | Batch Payment not of valid status for modification
      RECEIPT | batch-credits | Credit notes, prepayments and overpayments cannot be included in a batch payment
      RECEIPT | batch-mixed | A batch payment cannot contain both sales invoices and bills
      CREDIT_NOTE | credit-unknown | An existing Credit Note with the specified CreditNoteID could not be found
      CREDIT_NOTE | credit-not-found | The document with the supplied id was not found for this endpoint.
      CREDIT_NOTE | credit-number | Credit Note # must be unique.
      CREDIT_NOTE | credit-number-characters | Credit Note # may contain printable ASCII characters only
      CREDIT_NOTE | credit-spent | The status VOIDED cannot be applied because a part was allocated or refunded, or it is voided already.
      CREDIT_NOTE | credit-has-parts | The status VOIDED cannot be applied to the credit note because it has payments or credit notes allocated to it. This document cannot be edited as it has a payment or credit note allocated to it.
      CREDIT_NOTE | credit-not-editable | This document cannot be edited as it has a payment or credit note allocated to it.
      CREDIT_NOTE | credit-not-modifiable | Credit Note not of valid status for modification
      CREDIT_NOTE | contact-archived | The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.
      CREDIT_NOTE | account-archived | Account code '476' has been archived, or has been deleted. It cannot be used on this document.
      CREDIT_NOTE | account-not-valid | Account code '476' is not a valid code for this document.
      CREDIT_NOTE | tax-does-not-fit | The TaxType code 'INPUT' cannot be used with account code '200'.
      ALLOCATION | allocation-paid | The invoice you are trying to allocate to has already been paid off Credit Note cannot be allocated as amount is greater than amount outstanding
      ALLOCATION | allocation-owed | Credit Note cannot be allocated as amount is greater than amount outstanding
      ALLOCATION | allocation-left | Overpayment cannot be allocated as the allocation amount is greater than the amount remaining on the Overpayment
      ALLOCATION | allocation-invoice-status | Only AUTHORISED invoices can have allocations applied to them
      ALLOCATION | allocation-credit-status | Only an AUTHORISED Credit Note can be allocated
      ALLOCATION | allocation-contact | Overpayment cannot be allocated to an invoice of another contact
      ALLOCATION | allocation-currency | Overpayment cannot be allocated to an invoice in another currency
      ALLOCATION | allocation-side | Overpayment cannot be allocated to an incorrect invoice type
      ALLOCATION | allocation-zero | The allocation amount must be greater than zero
      ALLOCATION | allocation-not-found | The document with the supplied id was not found for this endpoint.
      ALLOCATION | allocation-invoice-not-there | The invoice that uses this credit is not in Xero. Once it is there, try again.
      ALLOCATION | period-locked | The document date cannot be before the period lock date, currently set at 30-Jun-2026
      REFUND | refund-not-authorised | Payments can only be made against Authorised documents
      REFUND | refund-too-much | Payment amount exceeds the amount outstanding on this document
      REFUND | refund-zero | Payment amount must be greater than zero
      REFUND | refund-document-gone | Document could not be found
      REFUND | refund-not-found | The document with the supplied id was not found for this endpoint.
      ADVANCE | deposit-account | Account code '200' is not a valid code for this document.
      ADVANCE | deposit-account-archived | Account code '090' has been archived, or has been deleted. It cannot be used on this document.
      ADVANCE | deposit-account-missing | A BankAccount code or AccountID must be specified
      ADVANCE | contact-archived | The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.
      ADVANCE | period-locked | The document date cannot be before the period lock date, currently set at 30-Jun-2026
      ADVANCE | mistake-overpayment-can-only-have-one-line-item | An overpayment can only have one line item
      ADVANCE | mistake-quantity-must-be-greater-than-zero | Quantity must be greater than zero
      ADVANCE | mistake-unit-amount-must-not-be-zero | Unit amount must not be zero
      ADVANCE | mistake-itemcode-can-only-be-present | ItemCode can only be present when the Bank Transaction Type is SPEND or RECEIVE.
      ADVANCE | mistake-total-for-this-document-must-be-greater-than-zero | The Total for this document must be greater than zero.
      ADVANCE | mistake-must-equal-the-calculated-tax-amount | The tax amount of a line must equal the calculated tax amount 0.00
      ADVANCE | mistake-bank-transaction-not-of-valid-status | Bank Transaction not of valid status for creation
      ADVANCE | mistake-only-spend-and-receive-bank-transactions-can-be | Only SPEND and RECEIVE Bank Transactions can be updated or deleted
      ADVANCE | mistake-type-of-the-bank-transaction-must-be-specified | The Type of the Bank Transaction must be specified
      ADVANCE | mistake-type-of-a-bank-transaction-cannot-be-changed | The Type of a Bank Transaction cannot be changed
      ADVANCE | mistake-through-the-banktransfers-endpoint | Bank transfers can only be created through the BankTransfers endpoint
      ADVANCE | mistake-reconciled-with-a-bank-statement | This Bank Transaction cannot be edited as it has been reconciled with a Bank Statement.
      PAYMENT | mistake-bank-amount-must-be-greater-than-zero | Bank amount must be greater than zero
      PAYMENT | mistake-new-payment-can-only-have-the-status-authorised | A new payment can only have the status AUTHORISED
      PAYMENT | mistake-exactly-one-of-invoice-creditnote | Exactly one of Invoice, CreditNote, Prepayment or Overpayment must be specified
      PAYMENT | mistake-only-status-accepted-for-updates | Only Status accepted for updates.
      RECEIPT | mistake-batchpaymentid-must-be-specified | The BatchPaymentID must be specified
      CREDIT_NOTE | mistake-credit-note-type-must-be-specified | Credit Note Type must be specified: ACCRECCREDIT or ACCPAYCREDIT
      CREDIT_NOTE | mistake-type-of-an-existing-document-cannot-be-changed | The Type of an existing document cannot be changed
      REFUND | mistake-length-of-the-field-reference | The length of the field Reference must be 255 characters or less
      INVOICE | mail-nobody | The contact has no email address to send to.
      INVOICE | mail-limit | You have reached the daily limit of 1000 emails.
      INVOICE | mail-status | Only SUBMITTED, AUTHORISED or PAID sales invoices can be emailed to their contact.
      CLIENT | is-it-the-same | Xero has Ann Lee already: say whether it is the same.
      INVOICE | number-in-use | The number INV-1 is already used in Xero for another invoice. Give this one the next number.
      INVOICE | client-archived-here | Its client is archived here and was never in Xero.
      RECEIPT | receipt-overpaid | More was paid on INV-1 than is owed, so Xero would refuse the whole receipt. Remove one of the payments, or close without it.
      ADVANCE | deposit-no-bank | Xero takes a deposit into a bank account only, and Clearing (0991), where cash payments go, is none. Choose a bank account for them under Ledger, Mapping.
      RECEIPT | no-payment-account | The ledger has no bank account that this receipt could go to.
      PAYMENT | no-payment-account | The ledger has no bank account that this payment could go to.
      INVOICE | closed-day | Its day, 28 June 2026, lies in a closed period: the books in Xero are closed up to 30 June 2026.
      INVOICE | item-short | Item code 'X1' does not have enough quantity on hand
      INVOICE | item-short | Item code 'X1' has only 0 on hand. Set allowBackorders to sell more.
      INVOICE | locked | The document date lies before the lock date 30/06/2020
      INVOICE | number-unique | The InvoiceNumber must be unique
      INVOICE | reference-too-long | The length of the field Reference must be 255 characters or less
      INVOICE | text-too-long | The length of the field Description must be 4000 characters or less
      """;

  private RefusalWords() {}

  static Stream<Arguments> all() {
    return TEXT.lines()
        .map(it -> it.split("\\|", 3))
        .map(it -> Arguments.of(Kind.valueOf(it[0].strip()), it[1].strip(), it[2].strip()));
  }

  /** The first that are known of this entry. */
  static Optional<String> of(String entry) {
    return all()
        .filter(it -> it.get()[1].equals(entry))
        .map(it -> (String) it.get()[2])
        .findFirst();
  }
}
