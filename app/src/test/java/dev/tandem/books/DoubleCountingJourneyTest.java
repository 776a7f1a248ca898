package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.Together;
import dev.tandem.practice.billing.DoubleCounting;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.billing.Sure;
import dev.tandem.practice.credits.AdvanceDetails;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Advances;
import dev.tandem.practice.credits.DoubleDeposits;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is almost the same money is asked about before it is recorded, and so is a deposit. Of equal
 * amounts {@code TwinJourneyTest} tells.
 */
@TandemTest
class DoubleCountingJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private AdvanceDesk deposits;
  private Browser desk;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    deposits = new AdvanceDesk(books);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    // Those made in Xero are read every few minutes only where there are any.
    deposits.deposit("1.00");
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String page() {
    return "/invoices/" + invoice;
  }

  private String depositsOfClient() {
    return "/clients/" + books.room().client() + "/deposits";
  }

  private void payInXero(String amount) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount="
            + amount
            + "&reference=Transfer",
        "");
    read();
  }

  private void depositInXero(String amount) {
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        """
        {"Type":"RECEIVE-OVERPAYMENT","Contact":{"ContactID":"%s"},
         "BankAccount":{"Code":"090"},"Date":"%s",
         "LineItems":[{"Description":"Bank feed","Quantity":1,"UnitAmount":%s}]}"""
            .formatted(
                books.ledgerId("client", books.room().client().value()), deposits.today(), amount));
    read();
  }

  private void read() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  /** A client who leaves deposits for years: the past is not looked at each time. */
  @Test
  void onlyWhatCameInAboutThenIsLookedAt() {
    LocalDate today = deposits.today();
    assertThat(near(today)).as("the one of today").hasSize(1);
    books.in(() -> keep(today.minusDays(7), "2.00"));
    books.in(() -> keep(today.minusDays(8), "3.00"));
    assertThat(near(today))
        .extracting(it -> it.amount().intValue())
        .as("oldest first")
        .containsExactly(2, 1);
    assertThat(near(today.minusDays(8)))
        .extracting(it -> it.amount().intValue())
        .containsExactly(3, 2);
  }

  private AdvanceId keep(LocalDate day, String amount) {
    return books
        .bean(Advances.class)
        .takeDeposit(
            new AdvanceDetails(
                books.room().client(), null, day, new BigDecimal(amount), PaymentMethod.CARD, ""));
  }

  private List<AdvanceView> near(LocalDate day) {
    return books.in(() -> books.bean(Advances.class).near(books.room().client(), "AUD", day));
  }

  private Browser.Page take(String amount, String method) {
    desk.get(page());
    return desk.submit(page() + "/payments", Map.of("amount", amount, "method", method));
  }

  private Browser.Page takeDeposit(String amount, String method) {
    desk.get(depositsOfClient() + "/new");
    return desk.submit(
        depositsOfClient(), Map.of("amount", amount, "method", method, "reference", "Till & 7"));
  }

  private String asked(Browser.Page answer, String where) {
    assertThat(answer.redirect()).startsWith(where + "/known?");
    Browser.Page asks = desk.get(answer.redirect());
    assertThat(asks.status()).isEqualTo(200);
    assertThat(asks.body())
        .contains("Is it the same money?", "Nothing is recorded yet", "record nothing");
    return asks.body();
  }

  private String asked(Browser.Page answer) {
    return asked(answer, page() + "/payments");
  }

  private List<AdvanceView> taken() {
    return deposits.all().stream().filter(it -> it.amount().compareTo(BigDecimal.ONE) > 0).toList();
  }

  private List<PaymentView> standing() {
    return books.find(invoice).standingPayments();
  }

  @Test
  void whatAFeeWasTakenOffIsShownBesideWhatIsTypedAndRecordedOnce() {
    payInXero("97.50");
    assertThat(asked(take("100.00", "CARD")))
        .contains("Xero has a payment of", "You are recording", "There already")
        .contains("2.50 less: perhaps a fee was taken off")
        .containsPattern("There already</dt><dd>.*97\\.50");
    desk.submit(page() + "/payments/known", Map.of());
    assertThat(desk.get(page()).body())
        .contains("Nothing was recorded: it is the same money.", "still owes 12.50 AUD")
        .contains("recorded nothing of 100.00 AUD by card: it is the payment of 97.50 AUD of");
    assertThat(standing()).hasSize(1);
  }

  @Test
  void anotherPaymentThatIsAlmostAsMuchIsRecordedOnceAndSent() {
    payInXero("49.00");
    asked(take("50.00", "CARD"));
    Map<String, String> typed = new HashMap<>(desk.hiddenFields(page() + "/payments"));
    assertThat(desk.submit(page() + "/payments", Map.of()).redirect()).isEqualTo(page());
    assertThat(desk.submit(page() + "/payments", typed).redirect()).isEqualTo(page());
    assertThat(standing()).hasSize(2);
    assertThat(desk.get(page()).body())
        .contains("said that 50.00 AUD by card is other money than the payment of 49.00 AUD of");
    books.settle();
    assertThat(books.records("payments", it -> it.path("Status").asString().equals("AUTHORISED")))
        .as("almost as much is never held or merged by itself")
        .hasSize(2);
  }

  @Test
  void swappedDigitsAndACentAreAskedAbout() {
    payInXero("45.00");
    assertThat(asked(take("54.00", "CASH"))).contains("9.00 less: perhaps two digits were swapped");
    assertThat(asked(take("44.99", "CASH"))).contains("0.01 more: perhaps it was rounded");
    assertThat(standing()).hasSize(1);
  }

  @Test
  void partPaymentsAskNothing() {
    payInXero("54.00");
    assertThat(take("30.00", "CARD").redirect()).as("much less").isEqualTo(page());
    desk.get(page());
    String monthBefore = LocalDate.now(clock).minusDays(30).toString();
    assertThat(
            desk.submit(
                    page() + "/payments",
                    Map.of("amount", "10.00", "method", "CARD", "date", monthBefore))
                .redirect())
        .isEqualTo(page());
    assertThat(take("10.00", "CARD").redirect()).as("a month apart").isEqualTo(page());

    invoice = books.invoice();
    books.settle();
    payInXero("54.00");
    assertThat(take("56.00", "CARD").redirect()).as("just the rest").isEqualTo(page());
    assertThat(standing()).hasSize(2);

    invoice = books.invoice();
    assertThat(take("55.00", "CARD").redirect()).isEqualTo(page());
    assertThat(take("55.00", "CARD").redirect()).as("the other half").isEqualTo(page());
  }

  @Test
  void whatSomebodyElseRecordedHereByTheSameMeansIsAskedAbout() {
    assertThat(take("40.00", "CARD").redirect()).isEqualTo(page());
    assertThat(asked(take("40.00", "CARD"))).contains("There is a payment of", "taken here");
    assertThat(take("40.00", "CASH").redirect()).as("half by card, half in cash").isEqualTo(page());
    assertThat(standing()).hasSize(2);
  }

  @Test
  void anUnusedDepositLessAFeeIsAskedAbout() {
    depositInXero("107.40");
    assertThat(asked(take("110.00", "CARD")))
        .contains("A deposit of", "that no invoice uses", "2.60 less: perhaps a fee was taken off");
    desk.submit(page() + "/payments/known", Map.of());
    assertThat(desk.get(page()).body()).contains("The deposit can be used for this invoice below");
    assertThat(standing()).isEmpty();
  }

  @Test
  void aDepositThatXeroHasAlreadyIsAskedAboutFirst() {
    depositInXero("58.50");
    assertThat(asked(takeDeposit("60.00", "CARD"), depositsOfClient()))
        .contains("Till &amp; 7", "read from Xero", "1.50 less: perhaps a fee was taken off");
    assertThat(desk.submit(depositsOfClient() + "/known", Map.of()).redirect())
        .isEqualTo("/clients/" + books.room().client());
    assertThat(desk.get("/clients/" + books.room().client()).body())
        .contains("Nothing was recorded: it is the same money.");
    assertThat(desk.get("/clients/" + books.room().client() + "/story").body())
        .contains("recorded no deposit of 60.00 AUD by card: it is the deposit of 58.50 AUD of");
    assertThat(taken()).hasSize(1);
  }

  @Test
  void anotherDepositIsRecordedOnceAndSaysSo() {
    depositInXero("60.00");
    asked(takeDeposit("60.00", "CARD"), depositsOfClient());
    Map<String, String> typed = new HashMap<>(desk.hiddenFields(depositsOfClient()));
    String taken = desk.submit(depositsOfClient(), Map.of()).redirect();
    assertThat(taken).startsWith("/deposits/");
    assertThat(desk.post(depositsOfClient(), typed).redirect())
        .as("the button pressed twice")
        .isEqualTo(taken);
    assertThat(taken()).hasSize(2);
    assertThat(desk.get(taken).body())
        .contains("said that 60.00 AUD by card is other money than the deposit of");
  }

  @Test
  void whatCameInWhileItWasAskedIsAskedAboutAnew() {
    depositInXero("60.00");
    asked(takeDeposit("60.00", "CARD"), depositsOfClient());
    Map<String, String> typed = new HashMap<>(desk.hiddenFields(depositsOfClient()));
    depositInXero("60.00");
    asked(desk.post(depositsOfClient(), typed), depositsOfClient());
    assertThat(taken()).hasSize(2);
  }

  @Test
  void theSameDepositIsNotSaidOfWhatIsThereNoMore() {
    takeDeposit("60.00", "CARD");
    var first = taken().getFirst().id();
    asked(takeDeposit("60.00", "CARD"), depositsOfClient());
    Map<String, String> typed = new HashMap<>(desk.hiddenFields(depositsOfClient() + "/known"));
    desk.get("/deposits/" + first);
    desk.submit("/deposits/" + first + "/removal", Map.of());
    Browser.Page said = desk.post(depositsOfClient() + "/known", typed);
    assertThat(said.redirect()).startsWith(depositsOfClient() + "/known?");
    assertThat(desk.get(said.redirect()).body())
        .contains("What it looked like is not there any more", "Record it", "Till &amp; 7");
    assertThat(desk.submit(depositsOfClient(), Map.of()).redirect()).startsWith("/deposits/");
    assertThat(taken().stream().filter(it -> !it.removed())).hasSize(1);
  }

  @Test
  void aDepositThatIsAPaymentInXeroOrWasTakenHereIsAskedAbout() {
    payInXero("40.00");
    assertThat(asked(takeDeposit("40.00", "CARD"), depositsOfClient()))
        .contains("Xero has a payment of", books.find(invoice).number());
    assertThat(takeDeposit("41.00", "CARD").redirect())
        .as("on an invoice only the same amount")
        .startsWith("/deposits/");
    asked(takeDeposit("41.00", "CARD"), depositsOfClient());
    assertThat(takeDeposit("41.00", "CASH").redirect()).startsWith("/deposits/");
    assertThat(taken()).hasSize(2);
  }

  /** Whoever has said so on the invoice's page is not asked the same on the deposit's. */
  @Test
  void otherMoneyForAPaidInvoiceIsTakenAsADepositWithoutAskingAgain() {
    desk.get(page());
    payInXero("110.00");
    String asks =
        asked(desk.submit(page() + "/payments", Map.of("amount", "110.00", "method", "CARD")));
    var form = Pattern.compile("href=\"(/clients/[^\"]+/deposits/new[^\"]+)\"").matcher(asks);
    assertThat(form.find()).isTrue();
    desk.get(form.group(1).replace("&amp;", "&"));
    assertThat(
            desk.submit(depositsOfClient(), Map.of("amount", "110.00", "method", "CARD"))
                .redirect())
        .startsWith("/deposits/");
    assertThat(taken()).extracting(AdvanceView::fromLedger).containsExactly(false);
  }

  @Test
  void aProgramIsToldHowAlikeItIs() {
    payInXero("29.00");
    Program till = TestPractice.of(house, books.practice()).program(Role.OWNER);
    String path = "/api/v1" + page() + "/payments";
    String body = "{\"amount\":30.00,\"method\":\"CARD\"}";
    Browser.Page refused = till.post(path, body, Map.of("Idempotency-Key", "near-1"));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("\"amount\":29.00", "\"difference\":-1.00", "\"likeness\":\"fee\"");
    var second = Map.of("Idempotency-Key", "near-2");
    assertThat(till.post(path + sure(refused), body, second).status()).isEqualTo(201);
    assertThat(till.post(path + sure(refused), body, second).status()).isEqualTo(201);
    assertThat(standing()).hasSize(2);
  }

  @Test
  void aProgramIsAskedAboutADepositToo() {
    depositInXero("60.00");
    Program till = TestPractice.of(house, books.practice()).program(Role.OWNER);
    String path = "/api/v1" + depositsOfClient();
    String body = "{\"amount\":60.00,\"method\":\"CARD\"}";
    var first = Map.of("Idempotency-Key", "deposit-1");
    Browser.Page refused = till.post(path, body, first);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains("\"where\":\"deposit\"", "\"difference\":0.00", "\"likeness\":\"equal\"");
    assertThat(till.post(path, body, first).body()).isEqualTo(refused.body());
    assertThat(till.post(path + "?sure=true", body, Map.of()).status()).isEqualTo(422);
    assertThat(taken()).hasSize(1);
    var second = Map.of("Idempotency-Key", "deposit-2");
    assertThat(till.post(path + sure(refused), body, second).status()).isEqualTo(201);
    assertThat(till.post(path + sure(refused), body, second).status()).isEqualTo(201);
    assertThat(taken()).hasSize(2);
  }

  @Test
  void ofThoseWhoTakeTheSameDepositAtOnceAllButOneAreAsked() throws InterruptedException {
    var deposit =
        new AdvanceDetails(
            books.room().client(),
            null,
            deposits.today(),
            new BigDecimal("60.00"),
            PaymentMethod.CARD,
            "");
    var doubles = books.bean(DoubleDeposits.class);
    var outcomes =
        Together.run(
            4,
            books.practice(),
            () ->
                doubles.take(books.bean(Advances.class).fresh(), deposit, Sure.ofThese(List.of())));
    assertThat(taken()).as(outcomes.toString()).hasSize(1);
  }

  @Test
  void anOverpaymentPressedTwiceIsRecordedOnceAndAsksNothing() {
    assertOverpaidOnce("112.00", "CARD");
    invoice = books.invoice();
    assertThat(take("0.50", "CASH").redirect()).isEqualTo(page());
    assertOverpaidOnce("110.00", "CASH");
    assertThat(deposits.all()).hasSize(3);
  }

  private void assertOverpaidOnce(String amount, String method) {
    String path = page() + "/overpayment";
    desk.get(path + "?amount=" + amount + "&method=" + method);
    Map<String, String> shown = new HashMap<>(desk.hiddenFields(path));
    assertThat(desk.submit(path, Map.of()).redirect()).isEqualTo(page());
    int paid = standing().size();
    Browser.Page again = desk.post(path, shown);
    assertThat(again.status()).as("pressed twice").isGreaterThanOrEqualTo(400);
    assertThat(again.body()).contains("This changed meanwhile");
    assertThat(standing()).hasSize(paid);
  }

  @Test
  void halfThatSomebodyElseRecordedMeanwhileIsAskedAboutThoughItIsTheRestByNow() {
    Browser other = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    other.get(page());
    clock.advance(Duration.ofSeconds(30));
    assertThat(take("55.00", "CARD").redirect()).isEqualTo(page());
    Browser.Page answer =
        other.submit(page() + "/payments", Map.of("amount", "55.00", "method", "CARD"));
    assertThat(answer.redirect()).startsWith(page() + "/payments/known?");
    assertThat(other.get(answer.redirect()).body()).contains("There is a payment of");
    assertThat(standing()).hasSize(1);
    assertThat(other.submit(page() + "/payments", Map.of()).redirect()).isEqualTo(page());
    assertThat(standing()).hasSize(2);
  }

  @Test
  void aProgramThatNamesEachPaymentIsAskedOnlyAboutTheSameName() {
    Program till = TestPractice.of(house, books.practice()).program(Role.OWNER);
    String path = "/api/v1" + page() + "/payments";
    String body = "{\"amount\":30.00,\"reference\":\"%s\"}";
    assertThat(till.post(path, body.formatted("TX-1"), Map.of()).status()).isEqualTo(201);
    assertThat(till.post(path, body.formatted("TX-2"), Map.of()).status()).isEqualTo(201);
    assertThat(till.post(path, body.formatted("TX-2"), Map.of()).status()).isEqualTo(409);
    assertThat(till.post(path, body.formatted(""), Map.of()).status()).isEqualTo(409);
    assertThat(take("30.00", "CARD").redirect()).as("by other means").isEqualTo(page());

    path = "/api/v1" + depositsOfClient();
    assertThat(till.post(path, body.formatted("TX-3"), Map.of()).status()).isEqualTo(201);
    assertThat(till.post(path, body.formatted("TX-4"), Map.of()).status()).isEqualTo(201);
    assertThat(till.post(path, body.formatted("TX-4"), Map.of()).status()).isEqualTo(409);
    assertThat(till.post(path, body.formatted("TX-1"), Map.of()).status())
        .as("a payment's name")
        .isEqualTo(409);
  }

  @Test
  void noFeeIsGuessedOffADepositThatWasTakenHereInCash() {
    deposits.deposit("107.40", PaymentMethod.CASH);
    assertThat(take("110.00", "CARD").redirect()).isEqualTo(page());
    invoice = books.invoice();
    deposits.deposit("107.50", PaymentMethod.CARD);
    assertThat(asked(take("110.00", "CARD")))
        .contains("2.50 less: perhaps a fee was taken off")
        .doesNotContain("2.60 less");
    clock.advance(Duration.ofDays(4));
    assertThat(take("110.00", "CARD").redirect()).as("days later").isEqualTo(page());
  }

  /** Else the machine would be busy with its billions of digits, and the invoice with it. */
  @Test
  void anAmountThatNobodyCanPayLooksLikeNothing() {
    assertThat(take("40.00", "CARD").redirect()).isEqualTo(page());
    deposits.deposit("60.00");
    for (String amount : List.of("1E+600000000", "1E-600000000")) {
      var payment =
          new PaymentDetails(
              deposits.today(), new BigDecimal(amount), PaymentMethod.CARD, "", null);
      var deposit =
          new AdvanceDetails(
              books.room().client(),
              null,
              deposits.today(),
              new BigDecimal(amount),
              PaymentMethod.CARD,
              "");
      var page = new PaymentId(UUID.randomUUID());
      assertThat(
              books.in(
                  () -> books.bean(DoubleCounting.class).of(books.find(invoice), page, payment)))
          .isEmpty();
      assertThat(books.in(() -> books.bean(DoubleDeposits.class).of(deposit))).isEmpty();
      String typed = amount.replace("+", "");
      assertThat(take(typed, "CARD").status()).isEqualTo(422);
      for (String asks : List.of("/overpayment", "/payments/known")) {
        assertThat(desk.get(page() + asks + "?method=CARD&amount=" + typed).status())
            .as(asks)
            .isEqualTo(422);
      }
      desk.get(page() + "/overpayment?amount=150&method=CARD");
      assertThat(desk.submit(page() + "/overpayment", Map.of("amount", typed)).status())
          .isEqualTo(422);
      assertThat(desk.get(depositsOfClient() + "/known?method=CARD&amount=" + typed).status())
          .isEqualTo(422);
    }
    assertThat(standing()).hasSize(1);
  }

  @Test
  void aDepositThatIsUsedUpIsNotSaidToBeThere() {
    takeDeposit("60.00", "CARD");
    var deposit = taken().getFirst().id();
    deposits.use(deposit, invoice, "40.00");
    assertThat(asked(takeDeposit("60.00", "CARD"), depositsOfClient())).contains("20.00 left");
    deposits.use(deposit, invoice, "20.00");
    assertThat(asked(takeDeposit("60.00", "CARD"), depositsOfClient()))
        .contains(", all used")
        .doesNotContain("<button class=\"btn btn-primary\" type=\"submit\">It is the same");
  }

  @Test
  void aDepositThatSomebodyTookAsAPaymentHereIsAskedAbout() {
    assertThat(take("110.00", "CARD").redirect()).isEqualTo(page());
    assertThat(asked(takeDeposit("110.00", "CARD"), depositsOfClient()))
        .contains("There is a payment of", books.find(invoice).number(), "taken here");
    assertThat(takeDeposit("110.00", "CASH").redirect()).startsWith("/deposits/");
  }

  /** Of all that the answer told of. */
  private static String sure(Browser.Page refused) {
    return JSON.readTree(refused.body()).path("twins").values().stream()
        .map(it -> "sure=" + it.path("key").asString())
        .collect(Collectors.joining("&", "?", ""));
  }
}
