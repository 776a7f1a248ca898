package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.BalancesNow;
import dev.tandem.shared.Money;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** An invoice in another currency than the practice's: written, sent, paid, and never added up. */
@TandemTest
class InvoiceCurrencyJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser desk;

  @BeforeEach
  void openBooks() {
    books = BooksRoom.open(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void isChosenWhereTheBooksKnowMoreThanOneAndTheSameOnBothSides() {
    assertThat(desk.get("/invoices/new").body()).doesNotContain("name=\"currency\"");
    subscribe("USD");
    assertThat(desk.get("/invoices/new").body()).contains("name=\"currency\"", ">USD, ");
    assertThat(desk.htmx("/invoices/sums", typed(Map.of("currency", "USD"))).body())
        .contains("1 AUD is worth, in USD");

    Browser.Page unpriced =
        desk.submit("/invoices", typed(Map.of("currency", "USD", "as", "APPROVED")));
    assertThat(unpriced.status()).isEqualTo(422);
    assertThat(unpriced.body()).contains("Enter the price in USD", "the service’s own is in AUD");

    InvoiceId id =
        written(Map.of("currency", "USD", "lines[0].unitPrice", "33.35", "as", "APPROVED"));
    assertThat(books.find(id).total()).isEqualByComparingTo("33.35");
    books.settle();
    JsonNode there = there(id);
    assertThat(there.path("CurrencyCode").asString()).isEqualTo("USD");
    assertThat(there.path("CurrencyRate").decimalValue())
        .as("Xero's own rate of the day")
        .isNotEqualByComparingTo("1");
    assertThat(there.path("Total").decimalValue()).isEqualByComparingTo(books.find(id).total());
    assertThat(there.path("TotalTax").decimalValue()).isEqualByComparingTo(books.find(id).tax());
    assertInStep(id);

    books.pay(id, "13.35");
    books.settle();
    assertThat(there(id).path("AmountDue").decimalValue()).isEqualByComparingTo("20.00");
    assertThat(books.find(id).due()).isEqualByComparingTo("20.00");
    assertInStep(id);
  }

  @Test
  void aRateOfOnesOwnIsTheRateInXero() {
    subscribe("USD");
    InvoiceId id =
        written(
            Map.of(
                "currency", "USD",
                "rate", "0.65",
                "lines[0].unitPrice", "100",
                "as", "APPROVED"));
    books.settle();
    assertThat(there(id).path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.65");
    assertInStep(id);

    change(id, "USD", "0.66");
    books.settle();
    assertThat(there(id).path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.66");
    assertInStep(id);

    change(id, "AUD", null);
    books.settle();
    assertThat(there(id).path("CurrencyCode").asString()).isEqualTo("AUD");
    assertThat(there(id).path("Total").decimalValue()).isEqualByComparingTo(books.find(id).total());
    assertInStep(id);
  }

  @Test
  void aRateSurvivesTheWayThroughTheOwnCurrency() {
    subscribe("USD");
    InvoiceId id =
        written(
            Map.of(
                "currency", "USD",
                "rate", "0.65",
                "lines[0].unitPrice", "100",
                "as", "APPROVED"));
    books.settle();
    change(id, "AUD", null);
    books.settle();
    change(id, "USD", "0.65");
    books.settle();
    assertThat(there(id).path("CurrencyRate").decimalValue()).isEqualByComparingTo("0.65");
    assertInStep(id);
    assertThat(books.find(id).rate()).isEqualByComparingTo("0.65");
  }

  @Test
  void oneThatABookkeeperChangesInXeroIsTheSameHere() {
    subscribe("USD");
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/invoices/" + there(id).path("InvoiceID").asString(),
        "{\"CurrencyCode\":\"USD\"}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(id).currency()).isEqualTo("USD");
    assertInStep(id);
  }

  @Test
  void whatTheBooksDoNotKeepIsRefusedWhileItIsWritten() {
    subscribe("USD");
    desk.get("/invoices/new");
    Browser.Page refused =
        desk.submit("/invoices", typed(Map.of("currency", "EUR", "lines[0].unitPrice", "10")));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("does not keep EUR in Xero");
    desk.get("/invoices/new");
    assertThat(
            desk.submit("/invoices", typed(Map.of("currency", "xx", "lines[0].unitPrice", "10")))
                .status())
        .isEqualTo(422);
  }

  /** Written before anything was known of the books, as before they are connected. */
  @Test
  void whatTheBooksDoNotKeepWaitsWithoutACallUntilSomebodyAddsItThere() {
    books = BooksRoom.openSilent(house);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    InvoiceId id =
        books.in(() -> billing().issue(details(books.find(books.invoice())).in("EUR", null)));
    books.settle();
    books.forgetCalls();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.calls("PUT", "Invoices")).as("the other invoice only").isOne();
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(text(desk.get("/ledger/refusals").body()))
        .contains("does not keep EUR in Xero", "Settings, Currencies");

    subscribe("EUR");
    assertThat(there(id).path("CurrencyCode").asString()).isEqualTo("EUR");
    assertInStep(id);
  }

  @Test
  void sumsNeverAddDifferentCurrencies() {
    subscribe("USD");
    InvoiceId home = books.invoice();
    InvoiceId away =
        written(Map.of("currency", "USD", "lines[0].unitPrice", "40", "as", "APPROVED"));
    books.pay(home, "10");
    books.pay(away, "15");
    assertThat(books.in(() -> books.bean(BalancesNow.class).of(books.room().client())).due())
        .containsExactly(Money.of("100.00", "AUD"), Money.of("25.00", "USD"));
    String client = "/invoices/of-client/" + books.room().client();
    assertThat(text(desk.get(client).body())).contains("100.00 AUD + 25.00 USD");
    String today = text(desk.get("/today").body());
    assertThat(today).contains("and 15.00 USD", "and 25.00 USD", "not drawn: 36.36 USD");
    assertThat(today).doesNotContain("125.00", "150.00", "136.36");
    String list = text(desk.get("/invoices").body());
    assertThat(list).contains("110.00 AUD", "40.00 USD").doesNotContain("150.00");
  }

  private static String text(String html) {
    return html.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  private void subscribe(String code) {
    books.control(books.organisation() + "/currencies?code=" + code, "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private InvoiceId written(Map<String, String> fields) {
    desk.get("/invoices/new");
    Browser.Page saved = desk.submit("/invoices", typed(fields));
    assertThat(saved.redirect()).as(saved.body()).startsWith("/invoices/");
    return InvoiceId.of(saved.redirect().substring("/invoices/".length()));
  }

  private Map<String, String> typed(Map<String, String> fields) {
    var all = new HashMap<>(fields);
    all.put("client", books.room().client().toString());
    all.put("lines[0].service", books.room().service().toString());
    return all;
  }

  private void change(InvoiceId id, String currency, @Nullable String rate) {
    Practices.run(
        books.practice(),
        () ->
            billing()
                .change(
                    id,
                    details(billing().find(id))
                        .in(currency, rate == null ? null : new java.math.BigDecimal(rate))));
  }

  private static InvoiceDetails details(InvoiceView now) {
    return new InvoiceDetails(
        now.client(),
        now.appointment(),
        now.location(),
        now.date(),
        now.dueDate(),
        now.reference(),
        now.lineAmounts(),
        now.lines().stream().map(InvoiceLine::details).toList());
  }

  private Billing billing() {
    return books.bean(Billing.class);
  }

  private JsonNode there(InvoiceId id) {
    String number = books.find(id).number();
    return books
        .records("invoices", it -> it.path("InvoiceNumber").asString("").equals(number))
        .getFirst();
  }

  private void assertInStep(InvoiceId id) {
    assertThat(books.standing("invoice", id.value()).state()).isEqualTo(State.IN_STEP);
    books.forgetCalls();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.calls("POST", "Invoices")).as("nothing left to say").isZero();
    assertThat(books.find(id).currency()).isEqualTo(there(id).path("CurrencyCode").asString());
  }
}
