package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.shared.RecordRef;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.web.util.HtmlUtils;

/**
 * Each entry about payments, receipts, credit notes, what these settle, refunds and deposits: it is
 * provoked, told in plain words where the work is done, mended through what it leads to, and then
 * both sides are the same.
 */
@TandemTest
class EveryMoneyRefusalTest {

  private static final Set<Kind> MONEY =
      EnumSet.complementOf(EnumSet.of(Kind.CLIENT, Kind.INVOICE));

  private static final Set<String> PREFIXES =
      Set.of(
          "payment-",
          "credit-",
          "allocation-",
          "refund-",
          "deposit-",
          "receipt-",
          "batch-",
          "no-payment-",
          "perhaps-there-payment",
          "perhaps-there-refund",
          "perhaps-there-credit-note",
          "perhaps-there-deposit",
          "perhaps-there-receipt",
          "looks-like-",
          "mistake-",
          "invoice-stays-here");

  /** Whole journeys of their own, from the cause to the record in Xero. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "perhaps-there-payment",
          "books.refusals.PaymentDoubtTest#itIsAnother",
          "perhaps-there-refund",
          "books.MoneyDoubtsTest#aRefundThatIsThisOneIsTakenBackHereAndCountsOnce",
          "perhaps-there-credit-note",
          "books.MoneyDoubtsTest#aCreditNoteIsAskedAboutInWordsThatHelp",
          "perhaps-there-deposit",
          "books.MoneyDoubtsTest#aDepositIsAskedAboutInWordsThatHelp",
          "perhaps-there-receipt",
          "books.MoneyDoubtsTest#aReceiptIsAskedAboutInWordsThatHelp",
          "looks-like-this-payment",
          "books.TwinJourneyTest#bothAtOnceAreAskedAboutAndOtherMoneyGoes",
          "looks-like-this-deposit",
          "books.DepositTwinJourneyTest#anotherDepositIsSentToo",
          "looks-like-one-of-a-receipt",
          "books.TwinJourneyTest#aMemberOfTheDaysTakingsIsAskedAboutBeforeTheirReceiptGoes",
          "deposit-no-bank",
          "books.AdvanceJourneyTest#whereTheMoneyWouldGoToNoBankAccountItIsHeldBeforeACall",
          "payment-account-gone",
          "books.mapping.MappingJourneyTest#aPaymentWaitsForAnotherAccountAndThenGoesByItself");

  /** Told elsewhere than on a refused record. */
  private static final Map<String, String> NEVER =
      Map.of(
          "part-is-gone",
          "Goes with its document, which has its own answer: the entry gone.",
          "receipt-overpaid",
          "Told and mended on the page of the day's takings.",
          "invoice-stays-here",
          "Told at the payment; what helps is the invoice's own matter.");

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private MoneyRefusalScene scene;

  @AfterEach
  void putBack() {
    if (scene != null) {
      scene.close();
    }
    clock.reset();
  }

  static boolean isMoney(Refusal it) {
    return PREFIXES.stream().anyMatch(it.name()::startsWith)
        || !it.kinds().isEmpty() && MONEY.containsAll(it.kinds());
  }

  /** An entry without a place fails. */
  @Test
  void everyEntryOfMoneyHasItsPlace() throws ReflectiveOperationException {
    Set<String> known =
        Catalogue.entries().stream()
            .filter(EveryMoneyRefusalTest::isMoney)
            .map(Refusal::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> placed = new TreeSet<>(ELSEWHERE.keySet());
    placed.addAll(NEVER.keySet());
    cases().map(MoneyCase::entry).forEach(placed::add);
    assertThat(placed).containsAll(known);
    assertThat(Catalogue.entries().stream().map(Refusal::name)).containsAll(placed);
    for (String it : ELSEWHERE.values()) {
      String[] where = it.split("#");
      Class<?> test = Class.forName("dev.tandem." + where[0]);
      assertThat(Arrays.stream(test.getDeclaredMethods()).map(java.lang.reflect.Method::getName))
          .as(it)
          .contains(where[1]);
    }
  }

  static Stream<MoneyCase> cases() {
    return MoneyCases.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isProvokedToldAndMended(MoneyCase it) {
    scene = new MoneyRefusalScene(house, clock);
    Refusal entry = entry(it.entry());
    RecordRef record = it.provoke().apply(scene);
    assertThat(scene.standing(record).state()).as("refused").isEqualTo(State.NEEDS_YOU);
    String words = scene.standing(record).reason();
    assertThat(Catalogue.find(words, Kind.of(record.kind())))
        .as(words)
        .map(Refusal::name)
        .contains(it.entry());
    Browser.Page list = scene.owner().get("/ledger/refusals");
    assertThat(list.body()).contains(escaped(entry.told(words)), escaped(entry.help()));
    assertThat(scene.owner().get(MoneyRefusalScene.page(record)).body())
        .contains(escaped(entry.told(words)));
    it.mend().accept(scene, record);
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  private static Refusal entry(String name) {
    return Catalogue.entries().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String escaped(String text) {
    return HtmlUtils.htmlEscape(text, "UTF-8");
  }
}
