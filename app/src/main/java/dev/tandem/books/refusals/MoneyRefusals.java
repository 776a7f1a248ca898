package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Set;

/** Xero: what it says of payments, batches and mails. */
final class MoneyRefusals {

  private static final String BOTH_SIDES =
      "See the payments on both sides: remove the one that is too much, or try again.";

  private static final String MAPPING =
      "Say under Mapping which account it is now: then it goes by itself, with all that wait for the same.";

  private static final String NOTHING_LEFT =
      "Nothing is left to put right: try it again, and both sides are the same.";

  /** What is a payment in Xero, of an invoice or of a credit. */
  private static final Set<Kind> PAID = Set.of(Kind.PAYMENT, Kind.REFUND);

  /** What names an account that takes payments. */
  private static final Set<Kind> ACCOUNT_PAID = Set.of(Kind.PAYMENT, Kind.REFUND, Kind.RECEIPT);

  private static final Set<Kind> MONEY =
      Set.of(Kind.PAYMENT, Kind.REFUND, Kind.RECEIPT, Kind.ADVANCE);

  private static final String TRY = "Look at it in Xero, then try again.";

  static final List<Refusal> ALL =
      List.of(
          of(
              Kind.PAYMENT,
              "payment-not-authorised",
              "payments can only be made against authorised documents",
              "In Xero the invoice takes no payment: it is a draft, paid, or void.",
              "Approve the invoice in Xero if it is a draft. " + BOTH_SIDES,
              Step.MONEY),
          of(
                  Kind.PAYMENT,
                  "payment-too-much",
                  "exceeds the amount outstanding",
                  "In Xero less is left to pay than this: it may have been paid there already.",
                  BOTH_SIDES,
                  Step.MONEY)
              .at("amount"),
          of(
              ACCOUNT_PAID,
              "payment-account",
              "account code|is not a valid code",
              "Account {} takes no payments in Xero, or does not exist.",
              MAPPING,
              Step.MAPPING),
          of(
              ACCOUNT_PAID,
              "payment-account-archived",
              "account|has been archived",
              "The account that this money goes to or comes from was archived in Xero.",
              MAPPING,
              Step.MAPPING),
          of(
              ACCOUNT_PAID,
              "payment-account-missing",
              "must specify an account code or account id for the payment",
              "Xero was not told which account the money went to.",
              MAPPING,
              Step.MAPPING),
          of(
              MONEY,
              "payment-account-unknown",
              "account could not be found",
              "Xero has no such account any more.",
              MAPPING,
              Step.MAPPING),
          of(
              Kind.PAYMENT,
              "payment-zero",
              "payment amount must be greater than zero",
              "A payment of nothing is none.",
              "Remove it here.",
              Step.MONEY),
          of(
              PAID,
              "payment-in-batch",
              "payments within a batch cannot be deleted",
              "In Xero it belongs to a batch, and only the whole batch can be removed there.",
              "Remove the batch in Xero, then try again.",
              Step.IN_XERO),
          of(
              PAID,
              "payment-not-modifiable",
              "payment not of valid status for modification",
              "It was removed in Xero already.",
              NOTHING_LEFT,
              Step.AGAIN),
          of(
              Kind.PAYMENT,
              "payment-document-gone",
              "document|could not be found",
              "The invoice it pays is gone from Xero.",
              BOTH_SIDES,
              Step.MONEY),
          of(
              Kind.PAYMENT,
              "payment-not-found",
              "document with the supplied id was not found",
              "Xero has no such payment any more.",
              BOTH_SIDES,
              Step.MONEY),
          of(
              Kind.RECEIPT,
              "receipt-not-authorised",
              "payments can only be made against authorised documents",
              "One of its invoices takes no payment in Xero: it is paid or void there, so Xero takes none of the receipt.",
              "Close the day without its payment: the rest goes by itself.",
              Step.TAKINGS),
          of(
              Kind.RECEIPT,
              "receipt-too-much",
              "exceeds the amount outstanding",
              "On one of its invoices less is left to pay in Xero than was taken, so Xero takes none of the receipt.",
              "Close the day without the payment that is too much: the rest goes by itself.",
              Step.TAKINGS),
          of(
              Kind.RECEIPT,
              "receipt-document-gone",
              "document|could not be found",
              "One of its invoices is gone from Xero.",
              "Close the day without its payment: the rest goes by itself.",
              Step.TAKINGS),
          of(
              Kind.RECEIPT,
              "receipt-not-found",
              "document with the supplied id was not found",
              "Xero has no such receipt any more.",
              NOTHING_LEFT,
              Step.AGAIN),
          of(
              Kind.RECEIPT,
              "batch-status",
              "batch payment not of valid status",
              "The batch was removed in Xero already.",
              NOTHING_LEFT,
              Step.AGAIN),
          of(
              Kind.RECEIPT,
              "batch-currency",
              "only be made in the base currency",
              "Xero takes batches in the organisation's own currency only.",
              "Close the day without what is in another currency: it goes by itself.",
              Step.TAKINGS),
          of(
              Kind.RECEIPT,
              "batch-empty",
              "batch payment must contain at least one",
              "The batch is empty.",
              "Try again: a receipt of nothing is taken back.",
              Step.AGAIN),
          of(
              Kind.RECEIPT,
              "batch-credits",
              "cannot be included in a batch payment",
              "Xero takes invoices only in a batch.",
              "Close the day without the one that is none.",
              Step.TAKINGS),
          of(
              Kind.RECEIPT,
              "batch-mixed",
              "batch payment cannot contain both sales invoices and bills",
              "Xero takes no bills among invoices in a batch.",
              "Close the day without what is a bill in Xero.",
              Step.TAKINGS),
          of(
              "rate",
              "currency rate",
              "Xero does not take the rate of exchange.",
              TRY,
              Step.IN_XERO),
          of(
              "mail-nobody",
              "contact has no email address",
              "The client has no e-mail address in Xero.",
              "Add one to the client, then send it again.",
              Step.CLIENT),
          of(
              "mail-limit",
              "daily limit of|emails",
              "Xero sends no more e-mails of this organisation today.",
              "Send it again tomorrow.",
              Step.LOOK),
          of(
              "mail-status",
              "can be emailed to their contact",
              "Xero mails no drafts and nothing that is void.",
              "Approve it first.",
              Step.LOOK));

  private MoneyRefusals() {}
}
