package dev.tandem.books.refusals;

import static dev.tandem.books.refusals.Refusal.ours;

import dev.tandem.books.ledger.Kind;
import java.util.List;
import java.util.Set;

/** What Tandem itself holds a record with: the words are plain, so only what helps is added. */
final class OwnHolds {

  private static final String SAME =
      "Say whether it is this one. What either answer does stands beside it.";

  /** Instead of the entry {@code gone}, of what somebody recorded over there. */
  static final Refusal GONE_THEIRS =
      new Refusal(
          "theirs-is-gone",
          Set.of(Kind.ADVANCE),
          List.of("xero no longer has this record"),
          List.of(),
          "",
          "Look whether it is there. If not, say that it is gone here, too: it counts no longer, and invoices that used it owe that again. If the money did come in, take a deposit for it after that.",
          Step.GONE_TOO);

  static final List<Refusal> ALL =
      List.of(
          ours(
              "is-it-the-same",
              "say whether it is the same",
              "Say who it is: link it with that contact, or have a new one created.",
              Step.WHO),
          ours(
              "contact-is-gone",
              "xero has no such contact any more",
              "Say who it is: choose another one.",
              Step.WHO),
          ours(
              "contact-is-a-stranger",
              "belongs to another contact, who is not known here",
              "Add them as a client here and link them with that contact, or give the invoice back in Xero. Then it settles with the next look at it.",
              Step.LOOK),
          ours(
              "contact-of-another",
              "this credit note belongs to another contact",
              "Give it back to the contact of its invoice in Xero, or void it there and credit the invoice anew here. Then it settles with the next look at it.",
              Step.LOOK),
          ours(
              "contact-of-another-deposit",
              "this credit belongs to another contact",
              "Give it back to their contact in Xero, or void it there and take it anew here. Then it settles with the next look at it.",
              Step.LOOK),
          ours(
              "linked-with-another-record",
              "linked with another record of ours already",
              "Say who it is, or undo the other record's link first.",
              Step.WHO),
          ours(
              "linked-with-another-contact",
              "linked with another contact already",
              "Look at whom it is linked with; a wrong link is undone from there.",
              Step.WHO),
          ours("left-out-for-now", "left out for now", "Say who it is when it shall go.", Step.WHO),
          ours(
              "merged-into-another",
              "merged its contact in xero into",
              "What it owes is the other's in Xero already: archive it here, too, and both sides are the same. A wrong merge is put right by undoing the link.",
              Step.CLIENT),
          ours(
              "number-in-use",
              "already used in xero",
              "Give it the next number: then it goes by itself.",
              Step.NUMBER),
          ours(
              "client-archived-here",
              "client is archived here",
              "Restore the client, then this goes by itself.",
              Step.CLIENT),
          ours(
              "mark-on-another",
              "under the mark of this record",
              "Undo the other record's link, or take the mark off in Xero, then try again.",
              Step.LOOK),
          ours(
              "perhaps-there-invoice",
              "an invoice of the same client, day and total",
              "Look at it in Xero before you try again: sent twice, it is owed twice.",
              Step.LOOK),
          ours("perhaps-there-payment", "a payment of the same amount and day", SAME, Step.SAME),
          ours("looks-like-this-payment", "which looks like this one", SAME, Step.SAME),
          ours("looks-like-this-deposit", "which looks like this deposit", SAME, Step.SAME),
          ours(
              "looks-like-one-of-a-receipt",
              "which looks like one of this receipt",
              "Other money: try this again; the next one, if there is another, is asked about then. The same money: the takings of that day show its payments, close without that one there. It is asked about by itself then.",
              Step.TAKINGS),
          ours("perhaps-there-refund", "a refund of the same amount and day", SAME, Step.SAME),
          ours(
              "perhaps-there-credit-note",
              "a credit note of the same client, day and total",
              "Look at it in Xero before you try again: sent twice, it is credited twice.",
              Step.LOOK),
          ours(
              "perhaps-there-deposit",
              "an overpayment of the same client, day and amount",
              "Look at it in Xero before you try again: sent twice, it came in twice.",
              Step.LOOK),
          ours(
              "perhaps-there-receipt",
              "a batch payment of the same day on the same invoices",
              "Look at it in Xero before you try again: sent twice, its invoices are paid twice.",
              Step.LOOK),
          ours(
              "may-stand",
              "but xero may have it already",
              "If Xero has it, void it there; then try again.",
              Step.LOOK),
          ours(
              "twice",
              "xero has this record twice",
              "Remove one of the two in Xero, then try again.",
              Step.LOOK),
          new Refusal(
              "gone",
              Set.of(Kind.CLIENT, Kind.INVOICE, Kind.CREDIT_NOTE, Kind.ADVANCE),
              List.of("xero no longer has this record"),
              List.of(),
              "",
              "Look whether it is there. If not, have it made again, with its payments and what else belongs to it, or forget the link: then it stands here only.",
              Step.GONE),
          new Refusal(
              "part-is-gone",
              Set.of(Kind.PAYMENT, Kind.ALLOCATION, Kind.REFUND, Kind.RECEIPT),
              List.of("xero no longer has this record"),
              List.of(),
              "",
              "Somebody removed it in Xero for good. Look at it there before you try again.",
              Step.LOOK),
          ours(
              "deposit-no-bank",
              "takes a deposit into a bank account only",
              "Say under Mapping which bank account such payments go to: then it goes by itself.",
              Step.MAPPING),
          ours(
              "no-payment-account",
              "no bank account that this",
              "Say under Mapping which account takes payments, then try again.",
              Step.MAPPING),
          ours(
              "payment-account-gone",
              "the account that such payments go to",
              "Say under Mapping which account takes them now: then they go by themselves.",
              Step.MAPPING),
          ours(
              "receipt-overpaid",
              "xero would refuse the whole receipt",
              "The takings of that day show its payments: remove one, or close without it.",
              Step.TAKINGS),
          ours(
                  "closed-day",
                  "lies in a closed period",
                  "Move it to the first open day, or leave it out of Xero and note why.",
                  Step.DATE)
              .at("date"),
          ours(
              "currency-not-kept",
              "does not keep|in xero, so it would not take",
              "Somebody adds it in Xero: Settings, Currencies. Then have Xero read again under Mapping, and all that wait for it go by themselves.",
              Step.MAPPING),
          ours(
                  "tax-rate-differs",
                  "xero charges|% for the tax",
                  "Leave the tax as it is to take Xero's rate, or choose another tax; what it comes to then is shown first. The others that wait for the same reason can go along.",
                  Step.TAX)
              .at("tax"),
          ours(
              "invoice-stays-here",
              "its invoice is not in xero and will not go there",
              "Look at the invoice: a payment goes only after it.",
              Step.LOOK),
          ours(
              "not-written-down",
              "could not write down what became of this",
              "Try again looks in Xero first; if that does not help, tell whoever looks after Tandem.",
              Step.LOOK),
          ours(
              "not-prepared",
              "could not prepare this for xero",
              "Change it or try again; if that does not help, tell whoever looks after Tandem.",
              Step.LOOK),
          ours(
              "prepares-nothing",
              "can prepare nothing of this kind",
              "It is tried again by itself. Tell whoever looks after Tandem.",
              Step.LOOK),
          ours(
              "without-a-reason",
              "refused this without a reason",
              "Look at it, correct what seems odd, and try again.",
              Step.LOOK),
          ours(
              "several-times",
              "did not take this, several times",
              "Try again; if that does not help, tell whoever looks after Tandem.",
              Step.LOOK),
          ours(
              "totals-differ",
              "look at the tax of its lines",
              "Both sides compute the tax differently: correct the lines here, or in Xero.",
              Step.LINES));

  private OwnHolds() {}
}
