package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;

import dev.tandem.books.ledger.Kind;
import java.util.List;

/** Xero: what it says of a document as a whole. */
final class DocumentRefusals {

  static final List<Refusal> ALL =
      List.of(
          of(
                  "period-locked",
                  "period lock date",
                  "Its day lies in a period that is closed in Xero.",
                  "Move it to the first open day, or leave it out of Xero and note why.",
                  Step.DATE)
              .at("date"),
          of(
                  "year-locked",
                  "end of year lock date",
                  "Its day lies in a year that is closed in Xero.",
                  "Move it to the first open day, or leave it out of Xero and note why.",
                  Step.DATE)
              .at("date"),
          of(
                  "locked",
                  "lock date",
                  "Its day lies in a period that is closed in Xero.",
                  "Move it to the first open day, or leave it out of Xero and note why.",
                  Step.DATE)
              .at("date"),
          of(
              "contact-archived",
              "must be un-archived",
              "Its client is archived in Xero, and Xero takes nothing new for them.",
              "One click brings the client back, and this goes by itself.",
              Step.UNARCHIVE),
          of(
              "contact-not-said",
              "contact must be specified for this type of transaction",
              "Xero was not told whom it is for.",
              "Look at its client and who that is in Xero, then try again.",
              Step.CLIENT),
          of(
                  "credit-number",
                  "credit note # must be unique",
                  "Xero has another credit note of this number.",
                  "Give it the next number: then it goes by itself.",
                  Step.NUMBER)
              .at("number"),
          of(
                  "number-taken",
                  "invoice # must be unique",
                  "Xero has another document of this number.",
                  "Give it the next number: then it goes by itself.",
                  Step.NUMBER)
              .at("number"),
          of(
                  Kind.INVOICE,
                  "number-unique",
                  "must be unique",
                  "Xero has another document of this number.",
                  "Give it the next number: then it goes by itself.",
                  Step.NUMBER)
              .at("number"),
          of(
              "currency",
              "not subscribed to currency",
              "The organisation does not keep this currency in Xero.",
              "Somebody adds it in Xero: Settings, Currencies. Then all that wait for it go again.",
              Step.IN_XERO),
          of(
              "approval-limit",
              "limit of invoices you can approve",
              "The organisation's Xero plan allows no more approved invoices this month.",
              "A larger plan in Xero lets them go at once; otherwise try again when the month is over.",
              Step.IN_XERO),
          of(
              Kind.INVOICE,
              "has-payments-void",
              "has payments or credit notes allocated to it",
              "It was voided here, but in Xero it has a payment or a credit.",
              "See what Xero has: take that, or remove the payment there and try again.",
              Step.COMPARE),
          of(
              Kind.INVOICE,
              "has-payments",
              "payment or credit note allocated",
              "It is paid or credited in Xero, and Xero changes nothing of its money any more.",
              "See both sides: take what Xero has, or remove the payment there and try again.",
              Step.COMPARE),
          of(
              Kind.INVOICE,
              "not-modifiable",
              "not of valid status for modification",
              "It was paid, voided or deleted in Xero meanwhile.",
              "See both sides and take what Xero has.",
              Step.COMPARE),
          of(
              Kind.INVOICE,
              "not-found",
              "document with the supplied id was not found",
              "Xero has no such document any more.",
              "Look at it in Xero before you try again.",
              Step.LOOK),
          of(
                  "due-date-missing",
                  "due date cannot be empty",
                  "Xero approves no invoice without a due date.",
                  "Give it a due date, then it goes by itself.",
                  Step.LINES)
              .at("dueDate"),
          of(
                  Kind.INVOICE,
                  "reference-too-long",
                  "length of the field reference",
                  "The reference is longer than Xero can hold.",
                  "Shorten it, then it goes by itself.",
                  Step.LINES)
              .at("reference"),
          of(
              "branding-theme",
              "does not match a branding theme",
              "Xero does not have the layout that it should be printed with.",
              "Choose another layout, then try again.",
              Step.MAPPING),
          of(
              "public-address",
              "the url|is not valid",
              "Xero does not take the address of its page here.",
              "Whoever runs Tandem corrects the public address, then try again.",
              Step.LOOK),
          of(
              "scope-missing",
              "authorizationunsuccessful",
              "The consent does not cover this, or the Xero user may not write.",
              "Somebody connects again and allows it, under Connection. Then try again.",
              Step.IN_XERO));

  private DocumentRefusals() {}
}
