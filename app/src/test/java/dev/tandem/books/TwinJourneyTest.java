package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The same money comes in at the desk and in Xero: it is asked about, and counted once. */
@TandemTest
class TwinJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private Browser desk;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String page() {
    return "/invoices/" + invoice;
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
  }

  private void read() {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private Browser.Page take(String amount) {
    return desk.submit(
        page() + "/payments", Map.of("amount", amount, "method", "CARD", "reference", "Till & 7"));
  }

  private Browser.Page asked(Browser.Page answer) {
    assertThat(answer.redirect()).startsWith(page() + "/payments/known");
    Browser.Page asks = desk.get(answer.redirect());
    assertThat(asks.status()).isEqualTo(200);
    assertThat(asks.body())
        .contains("Is it the same money?", "Nothing is recorded yet")
        .as("nothing of what was typed is lost")
        .contains("by <span>card</span>", "Till &amp; 7")
        .contains("It is the same money: record nothing");
    return asks;
  }

  private String number(InvoiceId of) {
    return books.find(of).number();
  }

  private List<PaymentView> standing() {
    return books.find(invoice).standingPayments();
  }

  private long inXero() {
    return books
        .records("payments", it -> it.path("Status").asString().equals("AUTHORISED"))
        .size();
  }

  @Test
  void whatXeroHasAlreadyIsAskedFirstAndTheSameMoneyIsRecordedOnce() {
    payInXero("40.00");
    read();
    desk.get(page());
    assertThat(asked(take("40.00")).body())
        .contains("Xero has a payment of", "on this invoice", "(Transfer)")
        .contains("It is another payment: record it");
    Browser.Page said = desk.submit(page() + "/payments/known", Map.of());
    assertThat(said.redirect()).isEqualTo(page());
    assertThat(desk.get(page()).body())
        .contains("Nothing was recorded: it is the same money.")
        .contains("recorded nothing of 40.00 AUD by card: it is the payment of");
    assertThat(standing()).hasSize(1);
    books.settle();
    assertThat(inXero()).isEqualTo(1);
  }

  @Test
  void otherMoneyIsRecordedSentAndAskedAboutOnce() {
    payInXero("40.00");
    read();
    desk.get(page());
    asked(take("40.00"));
    assertThat(desk.submit(page() + "/payments", Map.of()).redirect()).isEqualTo(page());
    assertThat(standing()).hasSize(2);
    assertThat(desk.get(page()).body()).contains("said that 40.00 AUD by card is other money than");
    books.settle();
    assertThat(inXero()).as("two equal part payments that are two stay two").isEqualTo(2);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("30.00");
    read();
    assertThat(standing()).hasSize(2);
  }

  @Test
  void theSameButtonPressedTwiceIsNoTwin() {
    payInXero("40.00");
    read();
    desk.get(page());
    asked(take("40.00"));
    Map<String, String> typed = new HashMap<>(desk.hiddenFields(page() + "/payments"));
    desk.submit(page() + "/payments", Map.of());
    assertThat(desk.submit(page() + "/payments", typed).redirect()).isEqualTo(page());
    assertThat(standing()).hasSize(2);
  }

  @Test
  void anotherAmountOrAnotherWeekIsNoTwin() {
    payInXero("20.00");
    read();
    desk.get(page());
    assertThat(take("22.00").redirect()).isEqualTo(page());
    desk.get(page());
    String before = LocalDate.now(clock).minusDays(9).toString();
    assertThat(
            desk.submit(
                    page() + "/payments",
                    Map.of("amount", "20.00", "method", "CASH", "date", before))
                .redirect())
        .isEqualTo(page());
    assertThat(standing()).hasSize(3);
  }

  @Test
  void whatCameInWhileItWasTypedIsReadByOneCall() {
    desk.get(page());
    payInXero("110.00");
    clock.advance(Duration.ofMinutes(3));
    books.forgetCalls();
    assertThat(asked(take("110.00")).body())
        .contains("It is other money: take it as a deposit")
        .doesNotContain("It is another payment");
    assertThat(books.calls("GET", "/")).isEqualTo(1);
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    desk.submit(page() + "/payments/known", Map.of());
    assertThat(standing()).hasSize(1);
  }

  @Test
  void otherMoneyForAPaidInvoiceIsADepositAsTyped() {
    desk.get(page());
    payInXero("110.00");
    read();
    var form =
        Pattern.compile("href=\"(/clients/[^\"]+/deposits/new[^\"]+)\"")
            .matcher(asked(take("110.00")).body());
    assertThat(form.find()).isTrue();
    assertThat(desk.get(form.group(1).replace("&amp;", "&")).body())
        .contains("value=\"110.00\"", "value=\"Till &amp; 7\"");
  }

  @Test
  void youngKnowledgeCostsNoCallAndOldOneOnlyOne() {
    read();
    clock.advance(Duration.ofSeconds(90));
    books.forgetCalls();
    desk.get(page());
    assertThat(take("10.00").redirect()).isEqualTo(page());
    assertThat(books.calls("GET", "/")).isZero();
    clock.advance(Duration.ofSeconds(90));
    desk.get(page());
    assertThat(take("11.00").redirect()).isEqualTo(page());
    assertThat(books.calls("GET", "/")).isEqualTo(1);
  }

  @Test
  void whatTheWebhookHasToldIsReadThoughKnowledgeIsYoung() {
    desk.get(page());
    clock.advance(Duration.ofSeconds(30));
    payInXero("40.00");
    clock.advance(Duration.ofSeconds(1));
    told();
    asked(take("40.00"));
  }

  @Test
  void aTillDoesNotWaitForXero() {
    desk.get(page());
    payInXero("40.00");
    clock.advance(Duration.ofMinutes(3));
    books.forgetCalls();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\",\"delayMs\":15000}");
    assertThat(take("40.00").redirect()).isEqualTo(page());
    assertThat(books.calls("GET", "/api.xro/2.0/Invoices")).as("Xero has not answered").isZero();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40.00");
    Awaitility.await("its answer, which would be counted among the next test's")
        .atMost(Duration.ofSeconds(60))
        .until(() -> books.calls("GET", "/api.xro/2.0/Invoices") == 1);
  }

  @Test
  void aTillTakesMoneyWhileXeroIsAwayAndItsTwinIsAskedAboutBeforeItIsSent() {
    payInXero("40.00");
    clock.advance(Duration.ofMinutes(3));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":500,\"method\":\"GET\",\"path\":\"/api.xro/2.0/*\",\"count\":50}");
    desk.get(page());
    assertThat(take("40.00").redirect()).isEqualTo(page());
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    PaymentId ours = standing().getFirst().id();
    books.settle();
    assertThat(books.standing("payment", ours.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("payment", ours.value()).reason())
        .contains("Xero has a payment of", "which looks like this one", "Nothing was sent");
    assertThat(inXero()).isEqualTo(1);

    String mend = "/ledger/refusals/payment/" + ours;
    books.in(() -> books.bean(Outbox.class).tryAgainAll());
    books.settle();
    assertThat(inXero()).as("tried again with all others it asks still").isEqualTo(1);
    assertThat(desk.get("/ledger/refusals").body()).contains("Is it this one?", mend);
    assertThat(desk.get(mend).body())
        .contains("It is this one: keep the one in Xero", "It is another: send it, too")
        .contains("recorded in Xero: may be this one", "Xero gets this one besides")
        .doesNotContain("looked through once more");
    desk.submit("/payments/" + ours + "/removal", Map.of());
    books.settle();
    assertThat(inXero()).isEqualTo(1);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
    assertThat(desk.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void bothAtOnceAreAskedAboutAndOtherMoneyGoes() {
    clock.advance(Duration.ofMinutes(4));
    PaymentId ours = books.pay(invoice, "40.00");
    payInXero("40.00");
    books.settle();
    assertThat(books.standing("payment", ours.value()).reason()).contains("looks like this one");
    assertThat(inXero()).isEqualTo(1);
    String mend = "/ledger/refusals/payment/" + ours;
    desk.get(mend);
    desk.submit(mend + "/retry", Map.of());
    books.settle();
    assertThat(books.standing("payment", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(2);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("30.00");
    assertThat(desk.get(page()).body()).contains("is other money than the payment of");
  }

  /** Whoever tries again what was refused for another reason has not been asked. */
  @Test
  void tryingAgainAfterAnotherReasonAnswersNothing() {
    PaymentId ours = books.pay(invoice, "40.00");
    inPractice(
        jdbc ->
            jdbc.sql(
                    """
                    update practice.pending_push set held = 'The account was archived.', held_at = ?
                     where kind = 'payment' and record = ?""")
                .params(Timestamp.from(clock.instant()), ours.value())
                .update());
    payInXero("40.00");
    read();
    books.in(
        () -> {
          books.bean(Outbox.class).tryAgain(new RecordRef("payment", ours.value()));
          return null;
        });
    books.settle();
    assertThat(books.standing("payment", ours.value()).reason()).contains("looks like this one");
    assertThat(inXero()).isEqualTo(1);
  }

  @Test
  void whatItLookedLikeIsTakenAwayInXeroSoItGoes() {
    clock.advance(Duration.ofMinutes(4));
    PaymentId ours = books.pay(invoice, "40.00");
    payInXero("40.00");
    books.settle();
    assertThat(books.standing("payment", ours.value()).reason()).contains("looks like this one");
    String theirs = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + theirs + "/delete", "{}");
    read();
    assertThat(books.standing("payment", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(1);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
  }

  @Test
  void theSameMoneyIsNotSaidOfWhatIsThereNoMore() {
    payInXero("40.00");
    read();
    desk.get(page());
    asked(take("40.00"));
    String theirs = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + theirs + "/delete", "{}");
    read();
    Browser.Page said = desk.submit(page() + "/payments/known", Map.of());
    assertThat(said.redirect()).startsWith(page() + "/payments/known?");
    assertThat(desk.get(said.redirect()).body())
        .contains("What it looked like is not there any more", "Record it", "Till &amp; 7");
    desk.submit(page() + "/payments", Map.of());
    assertThat(standing()).hasSize(1);
  }

  private <T> T inPractice(Function<JdbcClient, T> work) {
    return books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(_ -> work.apply(books.bean(JdbcClient.class))));
  }

  @Test
  void aMemberOfTheDaysTakingsIsAskedAboutBeforeTheirReceiptGoes() {
    var takings = new TakingsDesk(books);
    takings.keep(PaymentMethod.CARD);
    InvoiceId other = books.invoice();
    InvoiceId third = books.invoice();
    books.settle();
    PaymentId twin = books.pay(invoice, "40.00");
    books.pay(third, "10.00");
    payInXero("40.00");
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", other.value())
            + "/pay?amount=50.00",
        "");
    books.pay(other, "50.00");
    clock.advance(Duration.ofMinutes(2));
    takings.close();
    books.settle();
    UUID receipt = takings.receipts().getFirst().id().value();
    assertThat(books.standing("receipt", receipt).reason())
        .contains("on " + number(invoice), "looks like one of this receipt")
        .contains("One more is asked about after it");
    assertThat(takings.batches()).isEmpty();
    assertThat(desk.get("/ledger/refusals").body()).contains("Go to the day’s takings");

    String mend = "/ledger/refusals/receipt/" + receipt;
    desk.get(mend);
    desk.submit(mend + "/retry", Map.of());
    books.settle();
    assertThat(books.standing("receipt", receipt).reason()).contains("on " + number(other));
    assertThat(takings.batches()).as("each is asked about").isEmpty();
    desk.get(mend);
    desk.submit(mend + "/retry", Map.of());
    books.settle();
    assertThat(takings.batches()).hasSize(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("80.00");
    assertThat(standing()).extracting(PaymentView::id).contains(twin);
  }

  @Test
  void aDepositThatNothingUsesAndAPaymentOnAnotherInvoiceAreAskedAboutToo() {
    new AdvanceDesk(books).deposit("25.00");
    desk.get(page());
    assertThat(asked(take("25.00")).body()).contains("A deposit of", "that no invoice uses");
    desk.submit(page() + "/payments/known", Map.of());
    assertThat(desk.get(page()).body()).contains("The deposit can be used for this invoice below");

    payInXero("40.00");
    read();
    String number = books.find(invoice).number();
    invoice = books.invoice();
    desk.get(page());
    assertThat(asked(take("40.00")).body()).contains("on <span>" + number + "</span>");
    assertThat(standing()).isEmpty();
  }

  @Test
  void moreThanIsOwedIsAskedAboutBeforeItIsSplit() {
    new AdvanceDesk(books).deposit("150.00");
    desk.get(page());
    asked(take("150.00"));
    Browser.Page more = desk.submit(page() + "/payments", Map.of());
    assertThat(more.redirect()).startsWith(page() + "/overpayment");
    desk.get(more.redirect());
    assertThat(desk.submit(page() + "/overpayment", Map.of()).redirect()).isEqualTo(page());
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);

    invoice = books.invoice();
    String split = page() + "/overpayment?amount=150&date=" + LocalDate.now(clock) + "&method=CARD";
    desk.get(split);
    Browser.Page again = desk.submit(page() + "/overpayment", Map.of());
    assertThat(again.redirect()).startsWith(page() + "/payments/known");
  }

  @Test
  void aProgramIsToldOfTheTwinAndIsSure() {
    payInXero("30.00");
    read();
    Program till = TestPractice.of(house, books.practice()).program(Role.OWNER);
    String path = "/api/v1" + page() + "/payments";
    String body = "{\"amount\":30.00,\"method\":\"CARD\"}";
    var first = Map.of("Idempotency-Key", "a-till-1");
    Browser.Page refused = till.post(path, body, first);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body())
        .contains(
            "\"twins\":[{", "\"where\":\"invoice\"", "\"amount\":30.00", "\"fromLedger\":true");
    assertThat(till.post(path, body, first).body()).isEqualTo(refused.body());
    assertThat(standing()).hasSize(1);

    var second = Map.of("Idempotency-Key", "a-till-2");
    payInXero("30.00");
    read();
    Browser.Page unnamed = till.post(path + "?sure=true", body, Map.of());
    assertThat(unnamed.status()).as("sure of nothing that it was told of").isEqualTo(422);
    assertThat(unnamed.body()).contains("\"sure\"").contains("key");
    String sure = path + sure(refused);
    Browser.Page more = till.post(sure, body, second);
    assertThat(more.status()).as("one more that it was not told of").isEqualTo(409);
    assertThat(standing()).hasSize(2);

    var third = Map.of("Idempotency-Key", "a-till-3");
    sure = path + sure(more);
    assertThat(till.post(sure, body, third).status()).isEqualTo(201);
    assertThat(till.post(sure, body, third).status()).isEqualTo(201);
    assertThat(standing()).hasSize(3);
    books.settle();
    assertThat(inXero()).isEqualTo(3);
  }

  /** Of all that the answer told of. */
  private static String sure(Browser.Page refused) {
    return JSON.readTree(refused.body()).path("twins").values().stream()
        .map(it -> "sure=" + it.path("key").asString())
        .collect(Collectors.joining("&", "?", ""));
  }

  /** Made there before a payment of ours went, and told of after it. */
  @Test
  void whatWasThereBeforeAPaymentOfOursIsNoEchoOfIt() {
    read();
    payInXero("40.00");
    Instant made = clock.instant();
    clock.advance(Duration.ofSeconds(5));
    books.pay(invoice, "10.00");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(inXero()).isEqualTo(2);
    told(made);
    clock.advance(Duration.ofSeconds(2));
    desk.get(page());
    asked(take("40.00"));
  }

  /** The backup did not know that it had been answered, and sent. */
  @Test
  void whatARestoreFindsOverThereIsNotAskedAboutAnyMore() {
    clock.advance(Duration.ofMinutes(4));
    PaymentId ours = books.pay(invoice, "40.00");
    payInXero("40.00");
    books.settle();
    assertThat(books.standing("payment", ours.value()).reason()).contains("looks like this one");
    String word =
        books.in(
            () ->
                books
                    .bean(Mirror.class)
                    .paymentAsMade(BooksRoom.TENANT, ours.value())
                    .draft()
                    .marker());
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=40.00&reference="
            + word,
        "");
    read();
    assertThat(books.standing("payment", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(standing()).hasSize(2);
    assertThat(inXero()).isEqualTo(2);
    assertThat(desk.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  /** Who takes payments and does not run the ledger is not left with one button. */
  @Test
  void whoMayOnlyRemoveItIsToldWhoHasItSent() {
    clock.advance(Duration.ofMinutes(4));
    PaymentId ours = books.pay(invoice, "40.00");
    payInXero("40.00");
    books.settle();
    String mend = "/ledger/refusals/payment/" + ours;
    String told = "somebody who may run the ledger has it sent, too";
    assertThat(desk.get(mend).body()).doesNotContain(told);
    Browser front = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    assertThat(front.get(mend).body()).contains("It is this one", told);
  }

  private void told() {
    told(clock.instant());
  }

  /** As the webhook endpoint stores it. */
  private void told(Instant changed) {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (decode(md5(random()::text), 'hex'), ?, ?, 'INVOICE', ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, BooksRoom.TENANT);
      insert.setString(3, books.ledgerId("invoice", invoice.value()));
      insert.setTimestamp(4, Timestamp.from(changed));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
