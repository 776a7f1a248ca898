package dev.tandem.books.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.FreshBalance;
import dev.tandem.practice.billing.FreshBalance.Balance;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is about to remind somebody of a debt asks for a balance that is not older than so much. */
@TandemTest
class FreshBalanceJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration FIVE = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.forgetCalls();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatIsYoungEnoughIsToldWithoutACallAndWhatIsNotCostsOne() {
    Balance young = balance(FIVE);
    assertThat(young.fresh()).isTrue();
    assertThat(young.due()).isEqualByComparingTo("110");
    assertThat(calls()).isZero();
    clock.advance(Duration.ofMinutes(10));
    pay(invoice);
    assertThat(balance(Duration.ofMinutes(30)).due()).as("old enough").isEqualByComparingTo("110");
    assertThat(calls()).isZero();
    Balance read = balance(FIVE);
    assertThat(read.due()).isEqualByComparingTo("0");
    assertThat(read.fresh()).isTrue();
    assertThat(read.why()).isNull();
    assertThat(calls()).isEqualTo(1);
    balance(FIVE);
    assertThat(calls()).as("known now").isEqualTo(1);
    balance(Duration.ZERO);
    assertThat(calls()).as("asked for in any case").isEqualTo(2);
  }

  @Test
  void manyAreOneCallAlsoForTwoWhoAskAtOnce() throws Exception {
    var all = new ArrayList<>(List.of(invoice));
    for (int i = 0; i < 5; i++) {
      all.add(books.invoice());
    }
    books.settle();
    clock.advance(Duration.ofMinutes(10));
    pay(all.getLast());
    books.forgetCalls();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"delayMs\":1000,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\"}");
    var other = new FutureTask<>(() -> balances(all, FIVE));
    Thread.ofVirtual().start(other);
    Map<InvoiceId, Balance> mine = balances(all, FIVE);
    assertThat(other.get()).hasSize(6).allSatisfy((_, it) -> assertThat(it.fresh()).isTrue());
    assertThat(mine).hasSize(6).allSatisfy((_, it) -> assertThat(it.fresh()).isTrue());
    assertThat(mine.get(all.getLast()).due()).isEqualByComparingTo("0");
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void whereXeroDoesNotAnswerInTimeTheAgeIsToldAndTheAnswerIsHereLater() {
    clock.advance(Duration.ofMinutes(10));
    pay(invoice);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"delayMs\":8000,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\"}");
    Balance slow = balance(FIVE);
    assertThat(slow.fresh()).as("told before it answered").isFalse();
    assertThat(slow.due()).isEqualByComparingTo("110");
    assertThat(slow.why()).contains("has not answered yet");
    assertThat(slow.asOf()).isBefore(clock.instant().minus(FIVE));
    Balance joined = Awaitility.await().atMost(PATIENCE).until(() -> balance(FIVE), Balance::fresh);
    assertThat(joined.due()).isEqualByComparingTo("0");
    assertThat(calls()).as("the same call").isEqualTo(1);
  }

  @Test
  void whatStandsInTheWayIsToldWithTheAge() {
    clock.advance(Duration.ofMinutes(10));
    books.fault("500", "GET", "Invoices");
    assertStale("Xero could not be reached");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"429\",\"problem\":\"day\",\"retryAfter\":40,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\"}");
    assertStale("Xero asked to wait");
    assertStale("Xero was not asked");
    clock.advance(Duration.ofSeconds(60));
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertStale("somebody paused the calls");
    Practices.run(
        books.practice(),
        () -> books.bean(Connections.class).lost(books.binding(), LostReason.NO_ACCESS));
    assertStale("needs somebody first");
    InvoiceId here = books.draft();
    assertThat(balances(List.of(here), FIVE).get(here).fresh()).as("not in Xero").isTrue();
  }

  @Test
  void aProgramAsks() {
    clock.advance(Duration.ofMinutes(10));
    pay(invoice);
    Program program = TestPractice.of(house, books.practice()).program(Role.RECEPTIONIST);
    String one = "/api/v1/invoices/" + invoice + "/balance";
    JsonNode old = JSON.readTree(program.get(one + "?max-age=60").body());
    assertThat(old.path("due").decimalValue()).isEqualByComparingTo("110");
    JsonNode read = JSON.readTree(program.get(one).body());
    assertThat(read.path("due").decimalValue()).isEqualByComparingTo("0");
    assertThat(read.path("fresh").asBoolean()).isTrue();
    assertThat(read.path("asOf").isNull()).isFalse();
    JsonNode several =
        JSON.readTree(program.get("/api/v1/invoices/balances?invoice=" + invoice).body());
    assertThat(several).hasSize(1);
    assertThat(program.get(one + "?max-age=-1").status()).isEqualTo(422);
    String many =
        java.util.stream.Stream.generate(() -> "invoice=" + java.util.UUID.randomUUID())
            .limit(41)
            .collect(Collectors.joining("&"));
    assertThat(program.get("/api/v1/invoices/balances?" + many).status()).isEqualTo(422);
    assertThat(calls()).isEqualTo(1);
  }

  /** Whoever writes to a person asks what the person owes, not what one invoice does. */
  @Test
  void aProgramAsksWhatAClientOwes() {
    InvoiceId second = books.invoice();
    books.settle();
    clock.advance(Duration.ofMinutes(10));
    pay(second);
    books.forgetCalls();
    Program program = TestPractice.of(house, books.practice()).program(Role.RECEPTIONIST);
    String owes = "/api/v1/clients/" + books.room().client() + "/balance";
    JsonNode old = JSON.readTree(program.get(owes + "?max-age=60").body());
    assertThat(old.path("due").path(0).path("amount").decimalValue()).isEqualByComparingTo("220");
    assertThat(calls()).isZero();
    JsonNode read = JSON.readTree(program.get(owes).body());
    assertThat(read.path("due")).hasSize(1);
    assertThat(read.path("due").path(0).path("amount").decimalValue()).isEqualByComparingTo("110");
    assertThat(read.path("due").path(0).path("currency").asString()).isEqualTo("AUD");
    assertThat(read.path("fresh").asBoolean()).isTrue();
    assertThat(read.path("open"))
        .singleElement()
        .satisfies(it -> assertThat(it.path("invoice").asString()).isEqualTo(invoice.toString()));
    assertThat(calls()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(10));
    books.control(
        books.organisation()
            + "/payments/"
            + books.records("payments", _ -> true).getFirst().path("PaymentID").asString()
            + "/delete",
        "{}");
    JsonNode reopened = JSON.readTree(program.get(owes).body());
    assertThat(reopened.path("due").path(0).path("amount").decimalValue())
        .as("what counted as paid is looked up as well")
        .isEqualByComparingTo("220");
    assertThat(calls()).isEqualTo(2);
    assertThat(program.get("/api/v1/clients/" + java.util.UUID.randomUUID() + "/balance").status())
        .isEqualTo(404);
  }

  /** Whoever paid in Xero would be reminded of a debt. */
  @Test
  void wherePaymentsAreLeftAloneNoBalanceIsFresh() {
    payments(false);
    pay(invoice);
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    books.forgetCalls();
    Balance young = balance(Duration.ofMinutes(30));
    assertThat(young.fresh()).as("the invoice alone was read a moment ago").isFalse();
    assertThat(young.why())
        .contains("Payments are switched off for this organisation.", "not known here");
    assertThat(young.asOf())
        .as("as of when payments were read")
        .isBefore(clock.instant().minus(FIVE));
    assertStale("Payments are switched off");
    Program program = TestPractice.of(house, books.practice()).program(Role.RECEPTIONIST);
    String client = "/api/v1/clients/" + books.room().client() + "/balance?max-age=30";
    JsonNode owes = JSON.readTree(program.get(client).body());
    assertThat(owes.path("fresh").asBoolean()).isFalse();
    assertThat(owes.path("why").asString()).contains("Payments are switched off");
    assertThat(owes.path("open").path(0).path("fresh").asBoolean()).isFalse();
    JsonNode several =
        JSON.readTree(
            program.get("/api/v1/invoices/balances?max-age=30&invoice=" + invoice).body());
    assertThat(several.path(0).path("fresh").asBoolean()).isFalse();
    assertThat(several.path(0).path("why").asString()).contains("Payments are switched off");
    assertThat(calls()).as("Xero would be asked for nothing").isZero();

    payments(true);
    books.settle();
    assertThat(balance(FIVE).fresh()).isTrue();
    assertThat(JSON.readTree(program.get(client).body()).path("due")).isEmpty();
  }

  @Test
  void withoutConsentToPaymentsNoBalanceIsFresh() {
    books.control("/_simulator/apps/client/scopes/accounting.payments/withhold", "");
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).refreshNow(books.binding()));
    pay(invoice);
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertStale("Payments: the consent given to Tandem does not include this.");
  }

  /** An invoice that is read where payments are left alone shows none. */
  @Test
  void whatInvoicesAloneWereReadForIsNotKnown() {
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(balance(FIVE).fresh()).isTrue();
    assertThat(calls()).as("a reading of changes").isEqualTo(1);
    books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(
                    _ ->
                        books
                            .bean(JdbcClient.class)
                            .sql("delete from practice.sweep where kind = 'payment'")
                            .update()));
    assertThat(balance(FIVE).fresh()).isTrue();
    assertThat(calls()).as("it is asked for").isEqualTo(2);
  }

  @Test
  void whatCouldNotBeTakenInIsNotFresh() throws SQLException {
    refuseToTakeIn(true);
    try {
      pay(invoice);
      clock.advance(Duration.ofMinutes(10));
      assertStale("What Xero has of it could not be taken in yet: Ledger, Inbox tells more.");
      books.settle();
      assertStale("could not be taken in yet");
      clock.advance(Duration.ofDays(1));
      books.settle();
      assertStale("could not be taken in yet");
    } finally {
      refuseToTakeIn(false);
    }
    Balance read = balance(FIVE);
    assertThat(read.fresh()).isTrue();
    assertThat(read.due()).isEqualByComparingTo("0");
  }

  /** As if what Xero shows could not be kept. */
  private void refuseToTakeIn(boolean refuse) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute("drop trigger if exists not_this on practice.invoice");
      if (refuse) {
        statement.execute(
            """
            create or replace function practice.refuse_this() returns trigger language plpgsql as $$
            begin raise exception 'Ann Lee' using errcode = 'check_violation'; end $$""");
        statement.execute("grant execute on function practice.refuse_this() to public");
        statement.execute(
            """
            create trigger not_this before update on practice.invoice
              for each row when (old.id = '%s') execute function practice.refuse_this()"""
                .formatted(invoice));
      }
    }
  }

  private void payments(boolean on) {
    Practices.run(
        books.practice(),
        () -> books.bean(LedgerFeatures.class).turn(books.binding(), Feature.PAYMENTS, on));
  }

  private void assertStale(String why) {
    Balance it = balance(FIVE);
    assertThat(it.fresh()).isFalse();
    assertThat(it.due()).isEqualByComparingTo("110");
    assertThat(it.why()).contains(why);
    assertThat(it.asOf()).isBefore(clock.instant().minus(FIVE));
  }

  private Balance balance(Duration maxAge) {
    return balances(List.of(invoice), maxAge).get(invoice);
  }

  private Map<InvoiceId, Balance> balances(List<InvoiceId> of, Duration maxAge) {
    return books.in(() -> books.bean(FreshBalance.class).of(of, maxAge));
  }

  private int calls() {
    return books.calls("GET", "/Invoices");
  }

  private void pay(InvoiceId it) {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", it.value()) + "/pay", "");
  }
}
