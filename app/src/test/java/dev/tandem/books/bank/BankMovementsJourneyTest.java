package dev.tandem.books.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.connection.LostReason;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody wants to see what moved through the bank on some days: read now, kept nowhere. */
@TandemTest
class BankMovementsJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String NOVEMBER = "?from=2026-11-01&to=2026-11-30";
  private static final String API = "/api/v1/ledger/bank-transactions";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser bookkeeper;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    bookkeeper.get("/account");
    books.forgetCalls();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatMovedOnTheseDaysIsReadListedAndWrittenIntoAFile() {
    turnOn();
    move("SPEND", "2026-10-31", "1.50", "Too early");
    move("SPEND", "2026-11-01", "22.00", "=Power");
    move("RECEIVE", "2026-11-30", "33.00", "Interest");
    move("RECEIVE", "2026-12-01", "4.00", "Too late");
    assertThat(bookkeeper.get("/ledger/bank").body())
        .contains("Read them")
        .doesNotContain("Interest");
    assertThat(calls()).as("nobody is asked before the days are chosen").isZero();
    String page = bookkeeper.get("/ledger/bank" + NOVEMBER).body();
    assertThat(page)
        .contains(
            "Interest",
            "=Power",
            "33.00",
            "−22.00",
            "account 400",
            "Spent",
            "Received",
            "Not reconciled");
    assertThat(page).doesNotContain("Too early", "Too late");
    assertThat(page.indexOf("Interest")).as("the latest first").isLessThan(page.indexOf("=Power"));
    assertThat(calls()).isEqualTo(1);
    Page file = bookkeeper.get("/ledger/bank.csv" + NOVEMBER);
    assertThat(file.body()).contains("2026-11-30,RECEIVE", "Interest", "33.00").contains("'=Power");
    assertThat(bookkeeper.get("/ledger/bank?from=2026-01-01&to=2026-01-31").body())
        .contains("Nothing moved");
    assertThat(bookkeeper.get("/ledger/features").body()).contains("Read bank movements");
  }

  @Test
  void manyComePageByPage() {
    turnOn();
    for (int i = 1; i <= 101; i++) {
      move("RECEIVE", "2026-11-02", i + ".00", "Sale " + i);
    }
    Program program = program(Role.BOOKKEEPER);
    JsonNode first = JSON.readTree(program.get(API + NOVEMBER).body());
    assertThat(first.path("items")).hasSize(100);
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode second = JSON.readTree(program.get(API + NOVEMBER + "&page=2").body());
    assertThat(second.path("items")).hasSize(1);
    assertThat(second.path("more").asBoolean()).isFalse();
    assertThat(second.at("/items/0/lines/0/description").asString()).startsWith("Sale");
    assertThat(second.at("/items/0/type").asString()).isEqualTo("RECEIVE");
    assertThat(second.at("/items/0/date").asString()).isEqualTo("2026-11-02");
    assertThat(bookkeeper.get("/ledger/bank" + NOVEMBER).body()).contains("Earlier ones");
    assertThat(bookkeeper.get("/ledger/bank.csv" + NOVEMBER).body().lines()).hasSize(102);
  }

  @Test
  void whatStandsInTheWayIsSaid() {
    assertThat(bookkeeper.get("/ledger/bank").body()).contains("are switched off");
    Page off = program(Role.BOOKKEEPER).get(API + NOVEMBER);
    assertThat(off.status()).isEqualTo(409);
    assertThat(off.body()).contains("Bank movements are switched off");
    turnOn();
    assertThat(bookkeeper.get("/ledger/bank?from=&to=2026-11-01").body()).contains("Choose a day.");
    Page turned = bookkeeper.get("/ledger/bank?from=2026-11-02&to=2026-11-01");
    assertThat(turned.status()).isEqualTo(422);
    assertThat(turned.body()).contains("not before the first one");
    assertThat(program(Role.BOOKKEEPER).get(API + "?from=2026-11-02").status()).isEqualTo(422);
    assertThat(bookkeeper.get("/ledger/bank?from=2024-01-01&to=2026-11-01").body())
        .contains("at most a year");
    assertThat(calls()).isZero();
    books.fault("500", "GET", "BankTransactions");
    Page away = bookkeeper.get("/ledger/bank" + NOVEMBER);
    assertThat(away.status()).isEqualTo(409);
    assertThat(away.body()).contains("Xero could not be reached. Try again in a moment.");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"429\",\"problem\":\"minute\",\"retryAfter\":40,\"method\":\"GET\",\"path\":\"/api.xro/2.0/BankTransactions*\"}");
    assertThat(bookkeeper.get("/ledger/bank.csv" + NOVEMBER).body()).contains("Xero asked to wait");
    assertThat(bookkeeper.get("/ledger/bank" + NOVEMBER).body())
        .as("and is left alone until then")
        .contains("Xero was not asked: Xero asked to wait");
    Practices.run(
        books.practice(),
        () -> books.bean(Connections.class).lost(books.binding(), LostReason.NO_ACCESS));
    assertThat(bookkeeper.get("/ledger/bank" + NOVEMBER).body()).contains("needs somebody first");
    assertThat(program(Role.RECEPTIONIST).get(API + NOVEMBER).status()).isEqualTo(403);
  }

  private void turnOn() {
    Practices.run(
        books.practice(),
        () -> books.bean(LedgerFeatures.class).turn(books.binding(), Feature.BANK, true));
  }

  private int calls() {
    return books.calls("GET", "/BankTransactions");
  }

  private Program program(Role role) {
    return TestPractice.of(house, books.practice()).program(role);
  }

  private void move(String type, String day, String amount, String text) {
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        """
        {"Type":"%s","Date":"%s","Contact":{"Name":"Power Co"},"BankAccount":{"Code":"090"},
         "LineItems":[{"Description":"%s","Quantity":1,"UnitAmount":%s,"AccountCode":"400"}]}"""
            .formatted(type, day, text, amount));
  }
}
