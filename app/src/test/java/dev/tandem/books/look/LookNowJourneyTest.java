package dev.tandem.books.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.connection.LostReason;
import dev.tandem.books.lane.Lanes;
import dev.tandem.practice.billing.FreshBalance;
import dev.tandem.practice.billing.FreshBalance.Balance;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the desk wants to know whether an invoice was paid in Xero: now, without waiting. */
@TandemTest
class LookNowJourneyTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private InvoiceId invoice;
  private Browser desk;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    invoice = books.invoice();
    books.settle();
    desk = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    desk.get("/account");
    books.forgetCalls();
  }

  @AfterEach
  void putBack() {
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    clock.reset();
  }

  @Test
  void whatWasPaidInXeroIsHereAfterOneClickAndOneCall() {
    payInXero();
    assertThat(desk.get("/ledger/story/invoice/" + invoice).body())
        .as("the card on the invoice's page asks for it")
        .contains("/ledger/story/invoice/" + invoice + "/look");
    assertThat(desk.get(path()).body())
        .contains("Look in Xero now")
        .doesNotContain("Looked at in Xero");
    assertThat(desk.htmx(path(), Map.of()).body())
        .contains("Being looked at in Xero", "shows here by itself")
        .doesNotContain("Look in Xero now", "Load this page again", "<html");
    assertThat(books.calls("GET", "/Invoices")).as("nobody waits for the call").isZero();
    assertThat(desk.htmx(path(), Map.of()).status()).as("clicked twice").isEqualTo(200);
    books.turn();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.calls("GET", "/Invoices")).isEqualTo(1);
    assertThat(desk.get(path()).body())
        .contains("Looked at in Xero", "it had changed there", "Look in Xero now");
    books.turn();
    assertThat(books.calls("GET", "/Invoices")).as("once").isEqualTo(1);
  }

  @Test
  void whereNothingIsNewThatIsSaid() {
    desk.get(path());
    assertThat(desk.submit(path(), Map.of()).redirect()).as("without scripts").isEqualTo(path());
    assertThat(desk.get(path()).body())
        .contains("Being looked at in Xero", "Load this page again")
        .doesNotContain("by itself");
    books.turn();
    assertThat(desk.get(path()).body()).contains("Looked at in Xero", "nothing new there");
    String client = "/ledger/story/client/" + books.room().client() + "/look";
    desk.htmx(client, Map.of());
    books.turn();
    assertThat(desk.get(client).body()).as("clients, too").contains("nothing new there");
  }

  @Test
  void whileXeroTakesNoCallsItSaysSoAndLooksAsSoonAsItDoes() {
    payInXero();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"429\",\"problem\":\"minute\",\"retryAfter\":40,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices*\"}");
    desk.htmx(path(), Map.of());
    books.turn();
    assertThat(desk.get(path()).body())
        .contains("Not looked at yet.", "Xero takes no more calls for now")
        .doesNotContain("Being looked at");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    clock.advance(Duration.ofSeconds(46));
    books.turn();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(desk.get(path()).body()).contains("it had changed there");

    desk.htmx(path(), Map.of());
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    assertThat(desk.get(path()).body()).contains("Not looked at yet.", "are paused");
  }

  @Test
  void whereTheConnectionIsLostItSaysSo() {
    desk.htmx(path(), Map.of());
    Practices.run(
        books.practice(),
        () -> books.bean(Connections.class).lost(books.binding(), LostReason.NO_ACCESS));
    assertThat(desk.get(path()).body())
        .contains("Not looked at yet.", "needs somebody first: look at the Ledger page");
    Page refused = program(Role.RECEPTIONIST).post("/api/v1" + path("invoice", invoice), "");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("needs somebody first");
  }

  @Test
  void aProgramAsksAndReadsWhatBecameOfIt() {
    Program program = program(Role.RECEPTIONIST);
    String at = "/api/v1" + path("invoice", invoice);
    JsonNode before = read(program.get(at));
    assertThat(before.path("lookedAt").isNull()).isTrue();
    assertThat(before.path("status").asString()).isEqualTo("APPROVED");
    assertThat(before.path("paid").path("amount").decimalValue()).isEqualByComparingTo("0");
    assertThat(before.path("due").path("amount").decimalValue()).isEqualByComparingTo("110");
    payInXero();
    Page asked = program.post(at, "");
    assertThat(asked.status()).isEqualTo(202);
    assertThat(read(asked).path("waits").asBoolean()).isTrue();
    assertThat(read(asked).path("why").isNull()).isTrue();
    books.turn();
    JsonNode looked = read(program.get(at));
    assertThat(looked.path("waits").asBoolean()).isFalse();
    assertThat(looked.path("result").asString()).isEqualTo("CHANGED");
    assertThat(looked.path("lookedAt").isNull()).isFalse();
    assertThat(looked.path("status").asString()).isEqualTo("PAID");
    for (String it : List.of("total", "paid")) {
      assertThat(looked.path(it).path("amount").decimalValue()).isEqualByComparingTo("110");
      assertThat(looked.path(it).path("currency").asString()).isEqualTo("AUD");
    }
    assertThat(looked.path("due").path("amount").decimalValue()).isEqualByComparingTo("0");
    assertThat(Instant.parse(looked.path("knownAsOf").asString()))
        .isAfter(Instant.parse(before.path("knownAsOf").asString()));
    JsonNode client = read(program.get("/api/v1" + path("client", books.room().client())));
    assertThat(client.path("due").isNull()).as("an invoice's").isTrue();
    assertThat(client.path("knownAsOf").isNull()).isFalse();

    PaymentId payment = books.find(invoice).standingPayments().getFirst().id();
    assertThat(program.post("/api/v1" + path("payment", payment), "").body())
        .contains("come with their invoice");
    InvoiceId draft = books.draft();
    Page unsent = program.post("/api/v1" + path("invoice", draft), "");
    assertThat(unsent.status()).isEqualTo(409);
    assertThat(unsent.body()).contains("not in Xero yet");
    JsonNode known = read(program.get("/api/v1" + path("invoice", draft)));
    assertThat(known.path("status").asString()).isEqualTo("DRAFT");
    assertThat(known.path("knownAsOf").isNull()).as("not in Xero").isTrue();
  }

  @Test
  void whoMayNotSeeTheLedgerDoesNotAskIt() {
    Program practitioner = program(Role.PRACTITIONER);
    String at = "/api/v1" + path("invoice", invoice);
    assertThat(practitioner.get(at).status()).isEqualTo(403);
    assertThat(practitioner.post(at, "").status()).isEqualTo(403);
    books.turn();
    assertThat(books.calls("GET", "/Invoices")).isZero();
  }

  @Test
  void severalThatAreAskedForAreOneCall() {
    InvoiceId other = books.invoice();
    books.settle();
    books.forgetCalls();
    for (InvoiceId it : List.of(invoice, other)) {
      desk.htmx("/ledger/story/invoice/" + it + "/look", Map.of());
    }
    books.turn();
    assertThat(books.calls("GET", "/Invoices")).isEqualTo(1);
  }

  /** It is asked for together with others, and Xero refuses the whole call for its sake. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void oneThatXeroDoesNotGiveKeepsNoOtherFromBeingSeen(int code) {
    var others = new ArrayList<InvoiceId>();
    for (int i = 0; i < 6; i++) {
      others.add(books.invoice());
    }
    books.settle();
    refuse(code, "*" + there(invoice) + "*");
    others.forEach(it -> desk.htmx(path(it), Map.of()));
    desk.htmx(path(), Map.of());
    for (int i = 0; i < 3; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(6));
    }
    for (InvoiceId it : others) {
      assertThat(desk.get(path(it)).body()).contains("Looked at in Xero", "nothing new there");
    }
    assertThat(desk.get(path()).body())
        .contains("Not looked at.", "Xero does not give it", "Look in Xero now")
        .doesNotContain("Being looked at", "Looked at in Xero");
    Browser bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    assertThat(bookkeeper.get("/ledger/inbox").body())
        .as("before a person, without a call")
        .contains("status " + code);
    assertThat(books.in(() -> books.bean(LookNow.class).oldestInvoices(30)))
        .as("no command asks for it meanwhile")
        .hasSize(6)
        .noneMatch(it -> it.id().equals(invoice.value()));

    clock.advance(Duration.ofMinutes(10));
    var all = new ArrayList<>(others);
    all.add(invoice);
    Map<InvoiceId, Balance> balances =
        books.in(() -> books.bean(FreshBalance.class).of(all, Duration.ofMinutes(5)));
    assertThat(others).allSatisfy(it -> assertThat(balances.get(it).fresh()).isTrue());
    assertThat(balances.get(invoice).fresh()).isFalse();
    assertThat(balances.get(invoice).why()).contains("does not give it");

    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    desk.htmx(path(), Map.of());
    books.turn();
    assertThat(desk.get(path()).body()).contains("Looked at in Xero").doesNotContain("Not looked");
  }

  /** Xero refuses whatever is asked for by its id: nobody waits for that for ever. */
  @Test
  void whatIsRefusedIsAskedForEverMoreRarelyAndThenNotAnyMore() {
    books.invoice();
    books.settle();
    refuse(400, "*IDs=*");
    desk.htmx(path(), Map.of());
    books.forgetCalls();
    for (int i = 0; i < 60; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(60));
    }
    assertThat(askedById()).as("asked in an hour").isBetween(10L, 40L);
    assertThat(desk.get(path()).body())
        .contains("Not looked at.", "Xero refused to show it", "Look in Xero now");
    books.forgetCalls();
    for (int i = 0; i < 3; i++) {
      books.turn();
      clock.advance(Duration.ofMinutes(15));
    }
    assertThat(askedById()).isZero();
  }

  private long askedById() {
    return books
        .read("/_simulator/calls?method=GET&path=/api.xro/2.0/Invoices")
        .valueStream()
        .filter(it -> it.path("target").asString().contains("IDs="))
        .count();
  }

  private void refuse(int code, String of) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":%d,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Invoices?%s\",\"count\":5000}"
            .formatted(code, of));
  }

  private String there(InvoiceId it) {
    return books.ledgerId("invoice", it.value());
  }

  private static String path(InvoiceId it) {
    return "/ledger/story/invoice/" + it + "/look";
  }

  private void payInXero() {
    clock.advance(Duration.ofSeconds(30));
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?reference=Deposit",
        "");
  }

  private Program program(Role role) {
    return TestPractice.of(house, books.practice()).program(role);
  }

  private String path() {
    return "/ledger/story" + path("invoice", invoice).substring("/ledger".length());
  }

  private static String path(String kind, Object id) {
    return "/ledger/" + kind + "/" + id + "/look";
  }

  private static JsonNode read(Page page) {
    return JSON.readTree(page.body());
  }
}
