package dev.tandem.books.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What waits and what was refused, over real HTTP. */
@TandemTest
class QueuePageTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private Browser owner(BooksRoom books) {
    return TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  private void hold(BooksRoom books, UUID record, String reason) {
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set held = :reason, held_at = now()"
                                + " where record = :record")
                        .param("reason", reason)
                        .param("record", record)
                        .update()));
  }

  @Test
  void teachesWhatWillStandThere() {
    Browser owner = owner(BooksRoom.open(house));
    assertThat(owner.get("/ledger/queue").body())
        .contains("Nothing waits", "up to fifty records a call");
    assertThat(owner.get("/ledger/queue.csv").body()).contains("Record,Kind,Organisation,What");
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void countsEachSortByItsName() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    InvoiceId invoice = books.invoice();
    desk.use(desk.deposit("50.00"), invoice, "20.00");
    books.pay(invoice, "10.00");
    assertThat(owner(books).get("/ledger/queue").body())
        .contains(">Invoices</strong>", ">Deposits</strong>", ">Used credits</strong>")
        .containsOnlyOnce(">Payments</strong>");
  }

  @Test
  void tellsWhatWaitsInHowManyCallsAndFindsARecordInIt() {
    BooksRoom books = BooksRoom.open(house);
    // What went before is a push of its own.
    clock.advance(Duration.ofMinutes(4));
    for (int i = 0; i < 51; i++) {
      books.add("Client", "Number" + i);
    }
    ClientId zoe = books.add("Zoe", "Quill");
    Browser owner = owner(books);
    assertThat(owner.get("/ledger/queue").body())
        .contains("52 changes go in 2 calls, done in a few seconds.", "52 to create", "Page 1");
    assertThat(owner.get("/ledger/queue?page=2").body()).contains("Zoe Quill");
    String found = owner.get("/ledger/queue?q=quill").body();
    assertThat(found).contains("Zoe Quill", "Waits its turn").doesNotContain("Number7");
    assertThat(owner.get("/ledger/queue?kind=invoice").body()).contains("Nothing like that waits");
    assertThat(owner.get("/ledger/queue.csv?q=quill").body().lines().toList())
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith("Zoe Quill,");
    assertThat(owner.get("/ledger/queue.csv").body().lines()).hasSize(53);
    books.settle();
    assertThat(books.standing("client", zoe.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner.get("/ledger/queue").body())
        .contains("Nothing waits", "Done: 52 records went in 2 calls.");
  }

  @Test
  void aBulkPushShowsHowFarItHasCome() {
    BooksRoom books = BooksRoom.open(house);
    clock.advance(Duration.ofMinutes(6));
    // No reading is due beside it.
    books.settle();
    for (int i = 0; i < 60; i++) {
      books.add("Client", "Number" + i);
    }
    books.settle();
    for (int i = 0; i < 20; i++) {
      books.add("Later", "Number" + i);
    }
    assertThat(owner(books).get("/ledger/queue").body())
        .contains("60 of 80 sent in 2 calls", "value=\"75\"", "60 in the last minute");
  }

  @Test
  void somebodyPausesItAndEverybodySeesWhoAndWhy() {
    BooksRoom books = BooksRoom.open(house);
    Browser owner = owner(books);
    String queue = "/ledger/queue/" + books.binding();
    owner.get("/ledger/queue");
    owner.submit(queue + "/pause", Map.of("because", "month end"));
    ClientId ann = books.add("Ann", "Lee");
    assertThat(books.turn()).isNull();
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.PAUSED);
    assertThat(owner.get("/ledger/queue").body())
        .contains("Paused", "paused by Robin Owner: month end", "One change waits");
    assertThat(owner.get("/ledger").body()).contains("paused by Robin Owner: month end");
    assertThat(owner.get("/ledger/pulse").body()).contains("Paused");
    assertThat(owner.get("/ledger/badges?client=" + ann).body()).contains("Paused", "month end");
    owner.get("/ledger/queue");
    owner.submit(queue + "/resumption", Map.of());
    books.settle();
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner.get("/ledger/queue").body()).doesNotContain("month end");
    var organisation = new RecordRef("ledger", books.binding().value());
    String name =
        books.in(() -> books.bean(Connections.class).binding(books.binding())).organisationName();
    assertThat(books.in(() -> books.bean(AuditTrail.class).ofRecord(organisation, 2)))
        .extracting(it -> it.by().name() + " " + it.text())
        .containsExactly(
            "Robin Owner let calls go on to " + name,
            "Robin Owner paused all calls to " + name + ": month end");
  }

  @Test
  void theBannerSaysWhetherSomethingIsOnItsWay() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    Browser owner = owner(books);
    assertThat(owner.get("/ledger").body()).contains("Both sides are kept in step.");
    books.add("Ann", "Lee");
    assertThat(owner.get("/ledger").body())
        .contains("One change is on its way to Xero.")
        .doesNotContain("kept in step");
  }

  @Test
  void whatXeroFailsAtIsToldWhereTheConnectionIs() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"503\",\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":5}");
    for (int i = 0; i < 5; i++) {
      books.invoice();
      clock.advance(Duration.ofSeconds(2));
      books.turn();
    }
    Browser owner = owner(books);
    assertThat(owner.get("/ledger").body())
        .contains("It failed five times in a row at sending invoices.", "left in peace until");
    assertThat(owner.get("/ledger/queue").body()).contains("left in peace until");
    clock.advance(Duration.ofMinutes(5));
    books.settle();
    books.settle();
    assertThat(owner.get("/ledger").body()).doesNotContain("left in peace until");
  }

  @Test
  void aRefusalTellsWhatWaitsBehindItAndNothingElseDoes() {
    BooksRoom books = BooksRoom.open(house);
    ClientId other = books.add("Bo", "Ray");
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "10.00");
    books.pay(invoice, "20.00");
    hold(books, invoice.value(), "Account code '999' is not a valid code for this document.");
    Browser owner = owner(books);
    assertThat(owner.get("/ledger/refusals").body())
        .contains("2 records wait behind it", "Choose another account", "not sent");
    assertThat(owner.get("/ledger/queue?stage=behind").body())
        .contains("Held up", "needs somebody");
    books.settle();
    assertThat(books.standing("client", other.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner.get("/ledger/queue").body()).contains("2 held up").doesNotContain("Bo Ray");
  }

  @Test
  void chosenOnesAllOfAReasonAndAllGoAgain() {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients =
        List.of(
            books.add("Ann", "One"),
            books.add("Bo", "Two"),
            books.add("Cy", "Three"),
            books.add("Di", "Four"));
    clients.forEach(it -> hold(books, it.value(), "No."));
    hold(books, clients.getLast().value(), "Never.");
    Browser owner = owner(books);
    assertThat(owner.get("/ledger/refusals").body()).contains("Try all 4 records again");
    owner.submit("/ledger/refusals/retry", Map.of("record", "client:" + clients.getFirst()));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("One record goes again.")
        .doesNotContain("Ann One");
    assertThat(owner.get("/ledger/refusals?reason=No.").body())
        .contains("Try all 2 of this reason again", "Bo Two")
        .doesNotContain("Di Four");
    owner.submit("/ledger/refusals/retry", Map.of("all", "true"));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("2 records go again.", "Di Four")
        .doesNotContain("Bo Two");
    assertThat(owner.get("/ledger/refusals.csv").body()).contains("Di Four").doesNotContain("Cy");
    hold(books, clients.getFirst().value(), "No.");
    owner.get("/ledger/refusals");
    owner.submit("/ledger/refusals/retry", Map.of("all", "true"));
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void whatSeveralWaitForIsToldOnceInPlainWordsWithWhatMendsAllOfThem() {
    BooksRoom books = BooksRoom.open(house);
    String words = "Account code '999' has been archived, or has been deleted.";
    InvoiceId first = books.invoice();
    hold(books, first.value(), words);
    hold(books, books.invoice().value(), words);
    hold(books, books.add("Ann", "One").value(), "No.");
    Browser owner = owner(books);
    String all = owner.get("/ledger/refusals").body();
    assertThat(all)
        .contains("Waiting for the same reason", "Choose another account: 2 records")
        .containsPattern(
            "class=\"t-reason\"[^>]*><span class=\"t-nav-count\">2</span><span>Account 999 was")
        .containsPattern("href=\"/ledger/refusals/invoice/" + first + "\"[^>]*: 2 records\"")
        .doesNotContainPattern("class=\"t-reason\"[^>]*No\\.")
        .containsPattern("t-reason-help\">[^<]+\\.[^<]*<span>Xero: “Account code");
    assertThat(owner.get("/ledger/refusals?reason=No.").body())
        .as("the one that was chosen can be let go")
        .containsPattern("class=\"t-reason\" href=\"/ledger/refusals\" aria-current=\"true\"");
    assertThat(owner.get("/ledger/refusals?kind=client").body())
        .doesNotContain("Waiting for the same reason");
    hold(books, books.add("Bo", "Two").value(), "Email address must be valid");
    hold(books, books.add("Cy", "Three").value(), "Email address must be valid");
    assertThat(
            TestPractice.of(house, books.practice())
                .browser(Role.BOOKKEEPER)
                .get("/ledger/refusals")
                .body())
        .as("who may not do it reads who can")
        .containsPattern("t-reason-help\">[^<]+Who can do this: ");
  }

  @Test
  void nothingChosenMeansNothingNotEverything() {
    BooksRoom books = BooksRoom.open(house);
    hold(books, books.add("Ann", "One").value(), "No.");
    hold(books, books.add("Bo", "Two").value(), "No.");
    Browser owner = owner(books);
    owner.get("/ledger/refusals?kind=client");
    assertThat(owner.submit("/ledger/refusals/retry", Map.of()).redirect())
        .isEqualTo("/ledger/refusals?kind=client");
    assertThat(owner.get("/ledger/refusals?kind=client").body())
        .contains("Choose at least one.", "Ann One", "Bo Two");
  }

  @Test
  void allMeansThoseThatThePageShows() {
    BooksRoom books = BooksRoom.open(house);
    hold(books, books.add("Ann", "Lane").value(), "No.");
    hold(books, books.add("Bo", "Lane").value(), "Never.");
    hold(books, books.add("Cy", "Three").value(), "No.");
    InvoiceId invoice = books.invoice();
    hold(books, invoice.value(), "No.");
    Browser owner = owner(books);
    assertThat(owner.get("/ledger/refusals?q=lane").body()).contains("Try all 2 records again");
    owner.submit("/ledger/refusals/retry", Map.of("all", "true"));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("2 records go again.", "Cy Three", books.find(invoice).number())
        .doesNotContain("Ann Lane", "Bo Lane");
    owner.get("/ledger/refusals?reason=No.&kind=invoice");
    owner.post(
        "/ledger/refusals/retry",
        retryAll(
            owner, Map.of("reason", "No.", "kind", "client", "organisation", UUID.randomUUID())));
    assertThat(owner.get("/ledger/refusals").body()).contains("None of them", "Cy Three");
    owner.get("/ledger/refusals?reason=No.&kind=invoice");
    owner.submit("/ledger/refusals/retry", Map.of("all", "true"));
    assertThat(owner.get("/ledger/refusals").body())
        .contains("One record goes again.", "Cy Three")
        .doesNotContain(books.find(invoice).number());
  }

  private static Map<String, String> retryAll(Browser owner, Map<String, Object> asked) {
    var fields = new HashMap<>(owner.hiddenFields("/ledger/refusals/retry"));
    asked.forEach((field, value) -> fields.put(field, value.toString()));
    fields.put("all", "true");
    return fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Xero has no such contact any more. Choose another one.",
        "The contact is linked with another record of ours already.",
        "It is linked with another contact already."
      })
  void aLinkThatCouldNotBeMadeLeadsToWhoItIs(String trouble) {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.add("Ann", "One");
    hold(books, ann.value(), trouble);
    Browser owner = owner(books);
    assertThat(owner.get("/ledger/refusals").body())
        .contains("href=\"/ledger/plan/clients/" + ann + "\"", "Say who it is");
    assertThat(owner.get("/ledger/plan/clients/" + ann).body()).contains("Who is Ann One in Xero?");
  }

  @Test
  void whatBelongsToAnArchivedClientLeadsToTheClient() {
    Named invoice = new Named("INV-0042", "invoice", "/invoices/1", "/clients/2", "Ann Lee");
    Remedy remedy = Remedy.against("Its client is archived here and was never in Xero.", "invoice");
    assertThat(remedy).isNotNull();
    assertThat(remedy.path("invoice", UUID.randomUUID(), invoice)).isEqualTo("/clients/2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ledger/queue", "/ledger/queue/preview", "/ledger/refusals"})
  void aPageFarBehindTheLastIsEmpty(String path) {
    assertThat(owner(BooksRoom.open(house)).get(path + "?page=2147483647").status()).isEqualTo(200);
  }
}
