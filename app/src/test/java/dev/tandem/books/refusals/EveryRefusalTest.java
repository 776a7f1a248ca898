package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/**
 * Each entry of the catalogue is provoked at the ledger, read in plain words where the work is
 * done, mended through what it leads to, and then the record arrives. A new entry without a place
 * here fails.
 */
@TandemTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryRefusalTest {

  /** Whole journeys of their own, from the cause to the record in Xero. */
  private static final Map<String, String> ELSEWHERE =
      Map.ofEntries(
          Map.entry(
              "contact-name-taken", "books.AfterLostCallsTest#clientsWhoSwapTheirNamesBothArrive"),
          Map.entry(
              "contact-number-taken",
              "books.outbox.NotRecordedTest#aContactThatIsAnotherClientsIsNotTakenOver"),
          Map.entry(
              "contact-archived",
              "books.ContactUpkeepJourneyTest#anInvoiceRefusedForAnArchivedClientGoesAfterOneClick"),
          Map.entry(
              "account-archived",
              "books.refusals.MendingJourneyTest#anArchivedAccountIsReplacedOnAllThatWaitForItAndForTheService"),
          Map.entry(
              "period-locked",
              "books.refusals.PriorPeriodsTest#severalMoveToTheFirstOpenDayAfterSomebodySawWhatMoves"),
          Map.entry(
              "year-locked",
              "books.refusals.PriorPeriodsTest#theYearsLockDateCountsAsWellAndTheDueDateIsNeverBeforeTheDay"),
          Map.entry(
              "closed-day",
              "books.refusals.PriorPeriodsTest#whatTheLockDatesCloseWaitsWithoutACallUntilTheBooksAreOpened"),
          Map.entry(
              "approval-limit",
              "books.refusals.MendingJourneyTest#whatIsPutRightInXeroGoesTogether"),
          Map.entry(
              "has-payments",
              "books.refusals.MendingJourneyTest#whereXeroHasMovedOnItsSideIsTaken"),
          Map.entry(
              "number-taken", "books.outbox.OpenQuestionsTest#theNextNumberLiftsAClashOfNumbers"),
          Map.entry(
              "number-unique", "books.outbox.OpenQuestionsTest#theNextNumberLiftsAClashOfNumbers"),
          Map.entry(
              "number-in-use", "books.outbox.OpenQuestionsTest#theNextNumberLiftsAClashOfNumbers"),
          Map.entry(
              "scope-missing",
              "books.AccessLossJourneyTest#aMissingScopeIsToldApartFromAMissingRoleAndHealsWithAConsentThatCoversIt"),
          Map.entry(
              "mail-nobody", "books.mailing.InvoiceMailJourneyTest#whatCannotBeMailedSaysWhy"),
          Map.entry(
              "mail-limit", "books.mailing.InvoiceMailJourneyTest#theDailyLimitIsToldInPlainWords"),
          Map.entry(
              "mail-status", "books.mailing.InvoiceMailJourneyTest#whatCannotBeMailedSaysWhy"),
          Map.entry(
              "is-it-the-same",
              "books.plan.LaterTwinTest#somebodyElseIsCreatedUnderANameOfTheirOwn"),
          Map.entry(
              "contact-is-gone", "books.web.QueuePageTest#aLinkThatCouldNotBeMadeLeadsToWhoItIs"),
          Map.entry(
              "linked-with-another-record",
              "books.web.QueuePageTest#aLinkThatCouldNotBeMadeLeadsToWhoItIs"),
          Map.entry(
              "linked-with-another-contact",
              "books.web.QueuePageTest#aLinkThatCouldNotBeMadeLeadsToWhoItIs"),
          Map.entry(
              "merged-into-another",
              "books.ContactUpkeepJourneyTest#aMergeIntoAnotherOfOursNeedsAPerson"),
          Map.entry(
              "client-archived-here",
              "books.web.QueuePageTest#whatBelongsToAnArchivedClientLeadsToTheClient"),
          Map.entry(
              "mark-on-another",
              "books.outbox.OpenQuestionsTest#aPaymentUnderAnothersMarkIsAQuestionToo"),
          Map.entry(
              "perhaps-there-invoice",
              "books.RecognitionJourneyTest#withoutAnAddressAPersonIsAskedAndTheNumberBringsItBack"),
          Map.entry(
              "may-stand",
              "books.outbox.OpenQuestionsTest#anInvoiceInQuestionThatIsVoidedHereIsNotForgotten"),
          Map.entry("twice", "books.RecognitionJourneyTest#whatXeroHasTwiceStopsAndIsTold"),
          Map.entry(
              "not-written-down",
              "books.outbox.NotRecordedTest#itsNeighboursGoFreeAndItIsHeldForAPerson"),
          Map.entry("not-prepared", "books.outbox.NotRecordedTest#whatCannotBePreparedKeepsNobody"),
          Map.entry(
              "prepares-nothing",
              "books.outbox.NotRecordedTest#nobodyIsHeldWhereNothingCanBePrepared"),
          Map.entry(
              "without-a-reason", "books.RecognitionJourneyTest#aCallRefusedWithoutNamesIsHalved"),
          Map.entry(
              "several-times",
              "books.RecognitionJourneyTest#whatIsNotTakenTimeAndAgainIsGivenUpUntilSomebodySaysTryAgain"),
          Map.entry(
              "totals-differ",
              "books.BothSidesJourneyTest#aHoldOverMoneyEndsWhenItIsMendedInXero"));

  /** What nothing that Tandem does can bring about; the words are known all the same. */
  private static final Map<String, String> NEVER =
      Map.ofEntries(
          Map.entry("contact-groups", "Tandem makes no contact groups."),
          Map.entry("item-taken", "Tandem writes nothing into the price list."),
          Map.entry(
              "left-out-for-now", "Told where a person decided it, not where it was refused."),
          Map.entry("gone", "Xero removes a record for good only together with its organisation."));

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private RefusalScene scene;

  @BeforeAll
  void open() {
    scene = new RefusalScene(house, clock);
  }

  @AfterAll
  void putBack() {
    scene.close();
    clock.reset();
  }

  private static Set<String> provoked() {
    return Catalogue.entries().stream()
        .filter(it -> !EveryMoneyRefusalTest.isMoney(it))
        .map(Refusal::name)
        .filter(it -> !ELSEWHERE.containsKey(it) && !NEVER.containsKey(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Either shown by a journey, or provoked below, or said why it cannot be; those of money have
   * their place in {@link EveryMoneyRefusalTest}.
   */
  @Test
  void everyEntryHasItsPlace() throws ReflectiveOperationException {
    Set<String> known = Catalogue.entries().stream().map(Refusal::name).collect(Collectors.toSet());
    assertThat(known).containsAll(ELSEWHERE.keySet()).containsAll(NEVER.keySet());
    assertThat(ELSEWHERE.keySet()).doesNotContainAnyElementsOf(NEVER.keySet());
    for (String it : ELSEWHERE.values()) {
      String[] where = it.split("#");
      Class<?> test = Class.forName("dev.tandem." + where[0]);
      assertThat(Arrays.stream(test.getDeclaredMethods()).map(Method::getName))
          .as(it)
          .contains(where[1]);
    }
    assertThat(provoked()).hasSizeGreaterThan(40);
  }

  static Stream<String> entries() {
    return provoked().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("entries")
  void isProvokedToldAndMended(String name) {
    Refusal entry =
        Catalogue.entries().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    RecordRef record = scene.provoke(entry);
    assertThat(scene.standing(record).state()).as("refused: " + name).isEqualTo(State.NEEDS_YOU);
    String words = scene.standing(record).reason();
    assertThat(Catalogue.find(words, Kind.of(record.kind()))).as(words).contains(entry);
    Browser.Page list = scene.owner().get("/ledger/refusals");
    assertThat(list.body())
        .contains(escaped(entry.told(words)), escaped(entry.help()))
        .contains(escaped(words).substring(0, Math.min(60, escaped(words).length())));
    assertThat(told(entry, record)).contains(escaped(entry.help()));
    scene.mend(entry, record);
    assertThat(scene.standing(record).state())
        .as("after: %s", scene.standing(record).reason())
        .isEqualTo(State.IN_STEP);
    assertThat(scene.inXero(record)).as("over there").isTrue();
    assertThat(scene.owner().get("/ledger/refusals").body()).doesNotContain(record.id().toString());
  }

  /** Its own page says what happened, and what is to be corrected stands at its field. */
  private String told(Refusal entry, RecordRef record) {
    String page = scene.owner().get("/ledger/refusals/" + record.kind() + "/" + record.id()).body();
    if (List.of(Step.FIELD, Step.ACCOUNT, Step.TAX, Step.PART).contains(entry.step())) {
      assertThat(page).contains("is-invalid", "-error", "Xero: ");
    }
    return page;
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
