package dev.tandem.books.refusals;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How each refusal of clients and invoices is proved, in the catalogue's order. */
final class RefusalCases {

  /** In the place of a test: {@link EveryRefusalTest} provokes it. */
  static final String HERE = "here";

  /** Entry, proof, the test that shows the cause or the guard, why it is proved so. */
  private static final String TEXT =
      """
      is-it-the-same | BROKEN_RULE | LinkTroubleJourneyTest#somebodyOfTheSameNameIsLinked | a bookkeeper had the client already
      contact-is-gone | SCRIPTED_ONLY | LinkTroubleJourneyTest#aLinkThatCouldNotBeMadeIsDecidedAnew | Xero removes no contact, it archives or merges it
      contact-is-a-stranger | BROKEN_RULE | books.BillToJourneyTest#anInvoiceGivenToAStrangerInXeroIsToldUntilTheyAreKnownHere | a bookkeeper gave it to somebody else
      contact-of-another | BROKEN_RULE | books.CreditEditedInXeroTest#aCreditNoteGivenToAnotherContactIsToldAndUsedNowhere | a bookkeeper gave it to somebody else
      contact-of-another-deposit | BROKEN_RULE | books.DepositEditedInXeroTest#aDepositGivenToAnotherContactIsToldAndUsedNowhere | a bookkeeper gave it to somebody else
      linked-with-another-record | SCRIPTED_ONLY | LinkTroubleJourneyTest#aLinkThatCouldNotBeMadeIsDecidedAnew | the same contact is chosen once (oneContactIsChosenForOneOnly); only a merge in the same moment
      linked-with-another-contact | SCRIPTED_ONLY | LinkTroubleJourneyTest#aLinkThatCouldNotBeMadeIsDecidedAnew | whoever is linked meanwhile is not asked any more
      left-out-for-now | BROKEN_RULE | LinkTroubleJourneyTest#whoIsLeftOutGoesWhenSomebodySaysWhoItIs | a person decided it
      merged-into-another | BROKEN_RULE | LinkTroubleJourneyTest#whoWasMergedIntoAnotherOfOursIsArchivedHereToo | a bookkeeper merged two of ours
      number-in-use | BROKEN_RULE | here | a bookkeeper typed the number first
      client-archived-here | BROKEN_RULE | LinkTroubleJourneyTest#whatBelongsToAnArchivedClientGoesAfterItIsRestored | archived before it ever went
      mark-on-another | SCRIPTED_ONLY | books.outbox.OpenQuestionsTest#aPaymentUnderAnothersMarkIsAQuestionToo | only a link that is wrong in our own database
      perhaps-there-invoice | BROKEN_RULE | books.RecognitionJourneyTest#withoutAnAddressAPersonIsAskedAndTheNumberBringsItBack | the answer was lost, the number changed in Xero
      may-stand | BROKEN_RULE | books.outbox.OpenQuestionsTest#anInvoiceInQuestionThatIsVoidedHereIsNotForgotten | the same, and voided here
      twice | BROKEN_RULE | books.RecognitionJourneyTest#whatXeroHasTwiceStopsAndIsTold | copied over there
      gone | SCRIPTED_ONLY | books.inbox.WholePassTest#aPersonHasItMadeAgain | Xero removes a record for good only together with its organisation
      closed-day | BROKEN_RULE | books.refusals.PriorPeriodsTest#whatTheLockDatesCloseWaitsWithoutACallUntilTheBooksAreOpened | a bookkeeper closed the books
      currency-not-kept | BROKEN_RULE | books.InvoiceCurrencyJourneyTest#whatTheBooksDoNotKeepWaitsWithoutACallUntilSomebodyAddsItThere | the organisation never kept it
      tax-rate-differs | BROKEN_RULE | books.TaxRateJourneyTest#whatXeroWouldComputeOtherwiseWaitsWithoutACallAndTakesItsRate | written before anything was known of the books
      not-written-down | BROKEN_RULE | books.outbox.NotRecordedTest#itsNeighboursGoFreeAndItIsHeldForAPerson | the database refuses one
      not-prepared | BROKEN_RULE | books.outbox.NotRecordedTest#whatCannotBePreparedKeepsNobody | one that cannot be read
      prepares-nothing | BROKEN_RULE | books.outbox.NotRecordedTest#nobodyIsHeldWhereNothingCanBePrepared | none of a kind can be read
      without-a-reason | BROKEN_RULE | books.RecognitionJourneyTest#aCallRefusedWithoutNamesIsHalved | Xero names nobody
      several-times | BROKEN_RULE | books.RecognitionJourneyTest#whatIsNotTakenTimeAndAgainIsGivenUpUntilSomebodySaysTryAgain | Xero fails at it time and again
      totals-differ | BROKEN_RULE | books.BothSidesJourneyTest#aHoldOverMoneyEndsWhenItIsMendedInXero | another rate in Xero
      contact-name-taken | BROKEN_RULE | books.AfterLostCallsTest#clientsWhoSwapTheirNamesBothArrive | told only until the name is free or has a number
      contact-unique-name | SCRIPTED_ONLY | here | other words for the rule of contact-name-taken
      contact-number-taken | BROKEN_RULE | books.outbox.NotRecordedTest#aContactThatIsAnotherClientsIsNotTakenOver | what carries our mark is ours, unless it is another's
      contact-name-characters | BROKEN_RULE | here | typed so
      contact-name-missing | GUARDED | GuardedRefusalsTest#aClientHasAName | a name is needed here
      contact-unnamed | GUARDED | GuardedRefusalsTest#aClientHasAName | a name is needed here
      contact-email | BROKEN_RULE | here | typed so
      contact-country | BROKEN_RULE | here | typed so
      contact-merged | BROKEN_RULE | LinkTroubleJourneyTest#whoWasMergedWhileArchivedIsFollowed | a bookkeeper merged it
      contact-not-restored | BROKEN_RULE | LinkTroubleJourneyTest#whoIsArchivedForGoodIsRestoredInXero | Xero brings some back only there
      contact-unknown | SCRIPTED_ONLY | here | Xero removes no contact, it archives or merges it
      contact-persons | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Tandem says none
      contact-groups | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Tandem makes none
      contact-too-long-name | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-given-name | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-family-name | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-e-mail-address | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-phone-number | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-address | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-town | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-region | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-postcode | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      contact-too-long-country | GUARDED | GuardedRefusalsTest#whatIsTooLongForXeroIsSaidAtTheField | said at the field
      account-archived | BROKEN_RULE | books.refusals.MendingJourneyTest#anArchivedAccountIsReplacedOnAllThatWaitForItAndForTheService | a bookkeeper archived it
      account-removed | SCRIPTED_ONLY | here | other words for the rule of account-not-valid
      tax-unknown | BROKEN_RULE | here | a bookkeeper deleted it
      tax-does-not-fit | BROKEN_RULE | here | a program names it
      tax-missing | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      account-not-valid | BROKEN_RULE | here | a program names it
      account-id-not-valid | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Tandem says codes
      account-missing | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      item-unknown | BROKEN_RULE | here | a bookkeeper deleted it
      item-taken | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Tandem writes no price list
      item-short | BROKEN_RULE | here | Xero counts it and has none
      tracking-option | BROKEN_RULE | here | a bookkeeper archived it
      tracking-many | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      lines-missing | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the lines
      description-missing | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      line-total | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero computes it
      line-too-large | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      total-differs | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero computes it
      subtotal-differs | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero computes it
      tax-total-differs | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero computes it
      total-negative | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the lines
      discount | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      discount-twice | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      tax-too-large | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero computes it
      rounding | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Tandem rounds nothing besides
      text-too-long | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the line
      period-locked | BROKEN_RULE | books.refusals.PriorPeriodsTest#severalMoveToTheFirstOpenDayAfterSomebodySawWhatMoves | a bookkeeper closed the month
      year-locked | BROKEN_RULE | books.refusals.PriorPeriodsTest#theYearsLockDateCountsAsWellAndTheDueDateIsNeverBeforeTheDay | a bookkeeper closed the year
      locked | SCRIPTED_ONLY | here | other words for the rule of period-locked
      contact-archived | BROKEN_RULE | books.ContactUpkeepJourneyTest#anInvoiceRefusedForAnArchivedClientGoesAfterOneClick | a bookkeeper archived it
      contact-not-said | GUARDED | GuardedRefusalsTest#anInvoiceWaitsForItsClient | it waits for its client
      number-taken | SCRIPTED_ONLY | here | words that stay where Xero shows nobody under the number; else it is number-in-use
      number-unique | SCRIPTED_ONLY | here | other words for number-taken
      currency | BROKEN_RULE | here | a bookkeeper removed it
      approval-limit | BROKEN_RULE | books.refusals.MendingJourneyTest#whatIsPutRightInXeroGoesTogether | the organisation's plan
      has-payments-void | BROKEN_RULE | here | paid in Xero meanwhile
      has-payments | BROKEN_RULE | books.refusals.MendingJourneyTest#whereXeroHasMovedOnItsSideIsTaken | paid in Xero meanwhile
      not-modifiable | BROKEN_RULE | here | a bookkeeper voided it in the same moment
      not-found | SCRIPTED_ONLY | here | Xero keeps what is voided or deleted
      due-date-missing | GUARDED | GuardedRefusalsTest#anInvoiceHasADueDate | the terms give it one
      reference-too-long | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the field
      branding-theme | GUARDED | GuardedRefusalsTest#whatIsNeverSaidIsNeverRefused | Xero prints with its own
      public-address | GUARDED | start.DoctorCommandTest#readsTheEnvironmentCritically | Tandem starts with a web address only
      scope-missing | BROKEN_RULE | books.AccessLossJourneyTest#aMissingScopeIsToldApartFromAMissingRoleAndHealsWithAConsentThatCoversIt | a consent without it
      mail-nobody | BROKEN_RULE | books.mailing.InvoiceMailJourneyTest#whatCannotBeMailedSaysWhy | no address in Xero
      mail-limit | BROKEN_RULE | books.mailing.InvoiceMailJourneyTest#theDailyLimitIsToldInPlainWords | Xero sends so many a day
      mail-status | BROKEN_RULE | books.mailing.InvoiceMailJourneyTest#whatCannotBeMailedSaysWhy | not approved there
      rate | GUARDED | GuardedRefusalsTest#anInvoiceThatXeroWouldRefuseIsNotWritten | said at the field
      """;

  private static final Map<String, Case> ALL =
      TEXT.lines()
          .map(it -> Arrays.stream(it.split("\\|")).map(String::strip).toArray(String[]::new))
          .map(it -> new Case(it[0], Proof.valueOf(it[1]), it[2], it[3]))
          .collect(Collectors.toMap(Case::entry, Function.identity()));

  private RefusalCases() {}

  /**
   * @param shown where the cause is seen, or what stops it before; {@link #HERE}, or a test
   */
  record Case(String entry, Proof proof, String shown, String because) {

    /** Whether {@link EveryRefusalTest} has it refused, told and mended. */
    boolean here() {
      return shown.equals(HERE) || proof == Proof.GUARDED;
    }
  }

  static Stream<Case> all() {
    return ALL.values().stream();
  }

  static Case of(String entry) {
    return ALL.get(entry);
  }
}
