package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;

import dev.tandem.books.ledger.Kind;
import java.util.List;

/** Xero: what it says of payments, credits, batches and mails. */
final class MoneyRefusals {

  private static final String BOTH_SIDES =
      "See the payments on both sides: remove the one that is too much, or try again.";

  private static final String TRY = "Look at it in Xero, then try again.";

  static final List<Refusal> ALL =
      List.of(
          of(
              "batch-status",
              "batch payment not of valid status",
              "The batch was removed in Xero already.",
              TRY,
              Step.LOOK),
          of(
                  "payment-too-much",
                  "exceeds the amount outstanding",
                  "In Xero less is left to pay than this: it may have been paid there already.",
                  BOTH_SIDES,
                  Step.MONEY)
              .at("amount"),
          of(
              "payment-not-authorised",
              "payments can only be made against authorised documents",
              "In Xero the invoice takes no payment: it is a draft, paid, or void.",
              "Approve the invoice in Xero if it is a draft. " + BOTH_SIDES,
              Step.MONEY),
          of(
              Kind.PAYMENT,
              "payment-account",
              "account code|is not a valid code",
              "Account {} takes no payments in Xero, or does not exist.",
              "Say under Mapping which account takes payments, then try again.",
              Step.MAPPING),
          of(
              Kind.PAYMENT,
              "payment-account-archived",
              "account|has been archived",
              "The account that payments go to was archived in Xero.",
              "Say under Mapping which account takes payments, then try again.",
              Step.MAPPING),
          of(
              "payment-account-missing",
              "must specify an account code or account id for the payment",
              "Xero was not told which account the money went to.",
              "Say under Mapping which account takes payments, then try again.",
              Step.MAPPING),
          of(
              "payment-account-unknown",
              "account could not be found",
              "Xero has no such account any more.",
              "Say under Mapping which account takes payments, then try again.",
              Step.MAPPING),
          of(
              "payment-zero",
              "payment amount must be greater than zero",
              "A payment of nothing is none.",
              "Remove it here.",
              Step.MONEY),
          of(
              Kind.PAYMENT,
              "payment-in-batch",
              "payments within a batch cannot be deleted",
              "In Xero it belongs to a batch, and only the whole batch can be removed there.",
              "Remove the batch in Xero, then try again.",
              Step.IN_XERO),
          of(
              Kind.PAYMENT,
              "payment-not-modifiable",
              "not of valid status for modification",
              "It was removed in Xero already.",
              BOTH_SIDES,
              Step.MONEY),
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
              "credit-unknown",
              "existing credit note with the specified creditnoteid could not be found",
              "The credit note is gone from Xero.",
              TRY,
              Step.LOOK),
          of(
              "credit-spent",
              "a part was allocated or refunded",
              "A part of the credit was used or paid out in Xero, so it cannot be voided.",
              TRY,
              Step.LOOK),
          of(
              "allocation-paid",
              "trying to allocate to has already been paid off",
              "The invoice is paid in Xero: nothing is left to set the credit off against.",
              TRY,
              Step.LOOK),
          of(
              "allocation-invoice-status",
              "only authorised invoices can have allocations",
              "In Xero the invoice is a draft or void, and takes no credit.",
              TRY,
              Step.LOOK),
          of(
              "allocation-credit-status",
              "can be allocated|only an authorised",
              "In Xero the credit is not approved, so it cannot be used yet.",
              TRY,
              Step.LOOK),
          of(
              "allocation-zero",
              "allocation amount must be greater than zero",
              "A credit of nothing was set off.",
              TRY,
              Step.LOOK),
          of(
              "batch-currency",
              "only be made in the base currency",
              "Xero takes batches in the organisation's own currency only.",
              "Take this one out of the batch.",
              Step.LOOK),
          of(
              "batch-empty",
              "batch payment must contain at least one",
              "The batch is empty.",
              TRY,
              Step.LOOK),
          of(
              "batch-credits",
              "cannot be included in a batch payment",
              "Xero takes invoices only in a batch.",
              "Take the credit out of the batch.",
              Step.LOOK),
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
