package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.of;
import static dev.tandem.books.refusals.Refusal.ours;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Set;

/** Xero: what it says of credit notes, of deposits, of what these settle and of refunds. */
final class CreditRefusals {

  private static final String LEFT =
      "See what is left: use less of it, or take it off the invoice here.";

  private static final String REFUND_LEFT =
      "See what is left: give back less, or take the refund back if the money did not go out.";

  private static final String COMPARE = "See both sides and take what Xero has.";

  private static final String MAPPING =
      "Say under Mapping which bank account such money goes to: then it goes by itself, with all that wait for the same.";

  private static final Set<Kind> NOTE = Set.of(Kind.CREDIT_NOTE);

  static final List<Refusal> ALL =
      List.of(
          ours(
              "allocation-invoice-not-there",
              "invoice that uses this credit is not in xero",
              "Look at that invoice: once it is in Xero, this goes. Or take the credit off it here.",
              Step.CREDIT),
          of(
                  NOTE,
                  "credit-number-characters",
                  "credit note # may contain printable ascii",
                  "Its number has letters that Xero does not take.",
                  "Give it the next number: then it goes by itself.",
                  Step.NUMBER)
              .at("number"),
          of(
              NOTE,
              "credit-has-parts",
              "has payments or credit notes allocated to it",
              "It was voided here, but in Xero a part of it was used or paid out.",
              COMPARE,
              Step.COMPARE),
          of(
              NOTE,
              "credit-not-editable",
              "payment or credit note allocated",
              "A part of it was used or paid out in Xero, so Xero changes nothing of its money any more.",
              COMPARE,
              Step.COMPARE),
          of(
              NOTE,
              "credit-not-modifiable",
              "not of valid status for modification",
              "It was voided or deleted in Xero already.",
              "Nothing is left to put right: try it again, and both sides are the same.",
              Step.AGAIN),
          of(
              NOTE,
              "credit-unknown",
              "existing credit note with the specified creditnoteid could not be found",
              "The credit note is gone from Xero.",
              "Look at it in Xero, then try again.",
              Step.IN_XERO),
          of(
              NOTE,
              "credit-not-found",
              "document with the supplied id was not found",
              "Xero has no such credit note any more.",
              "Look at it in Xero, then try again.",
              Step.IN_XERO),
          of(
              Set.of(Kind.CREDIT_NOTE, Kind.ADVANCE),
              "credit-spent",
              "a part was allocated or refunded",
              "A part of the credit was used or paid out in Xero, so it cannot be voided.",
              "Take that back in Xero if it shall be void, then try again.",
              Step.IN_XERO),
          part(
              "allocation-paid",
              "trying to allocate to has already been paid off",
              "The invoice is paid in Xero: nothing is left to set the credit off against."),
          part(
              "allocation-invoice-status",
              "only authorised invoices can have allocations",
              "In Xero the invoice is a draft or void, and takes no credit."),
          part(
              "allocation-credit-status",
              "can be allocated|only an authorised",
              "In Xero the credit is void or not approved, so nothing of it can be used."),
          part(
              "allocation-owed",
              "cannot be allocated as amount is greater than amount outstanding",
              "In Xero less is owed on the invoice than this would settle."),
          part(
              "allocation-left",
              "greater than the amount remaining",
              "In Xero less is left of the credit than this would use."),
          part(
              "allocation-contact",
              "cannot be allocated to an invoice of another contact",
              "In Xero the invoice is another contact's than the credit."),
          part(
              "allocation-currency",
              "cannot be allocated to an invoice in another currency",
              "The credit and the invoice are in different currencies."),
          part(
              "allocation-side",
              "cannot be allocated to an incorrect invoice type",
              "In Xero one of the two is not a client's, but a supplier's."),
          part(
              "allocation-not-found",
              "document with the supplied id was not found",
              "Xero has no such invoice or credit any more."),
          part(
              "allocation-zero",
              "allocation amount must be greater than zero",
              "A credit of nothing was set off."),
          back(
              "refund-not-authorised",
              "payments can only be made against authorised documents",
              "In Xero the credit is used up, void or not approved, so nothing of it can be given back."),
          back(
              "refund-too-much",
              "exceeds the amount outstanding",
              "In Xero less is left of the credit than was given back: it may have been used or paid out there."),
          back(
              "refund-zero",
              "payment amount must be greater than zero",
              "A refund of nothing is none."),
          back(
              "refund-document-gone",
              "document|could not be found",
              "The credit that it is of is gone from Xero."),
          back(
              "refund-not-found",
              "document with the supplied id was not found",
              "Xero has no such refund any more."),
          deposit(
              "deposit-account",
              "account code|is not a valid code",
              "Account {} is no bank account in Xero, and Xero keeps deposits in bank accounts only."),
          deposit(
              "deposit-account-archived",
              "account|has been archived",
              "The bank account that this deposit goes to was archived in Xero."),
          deposit(
              "deposit-account-missing",
              "a bankaccount code or accountid must be specified",
              "Xero was not told which bank account the money went to."));

  private CreditRefusals() {}

  /** Of what a credit settles. */
  private static Refusal part(String name, String fragments, String happened) {
    return of(Kind.ALLOCATION, name, fragments, happened, LEFT, Step.CREDIT).at("amount");
  }

  private static Refusal back(String name, String fragments, String happened) {
    return of(Kind.REFUND, name, fragments, happened, REFUND_LEFT, Step.CREDIT).at("amount");
  }

  private static Refusal deposit(String name, String fragments, String happened) {
    return of(Kind.ADVANCE, name, fragments, happened, MAPPING, Step.MAPPING);
  }
}
