package dev.tandem.books.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The desk e-mails an invoice through Xero, hands out its link and prints its PDF. */
@TandemTest
class InvoiceMailJourneyTest {

  private static final String ANN = "ann@example.com";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  private BooksRoom books;
  private Browser desk;
  private InvoiceId invoice;

  @BeforeEach
  void anInvoiceInXero() {
    books = BooksRoom.open(house);
    xero.control("DELETE", "/_simulator/mail");
    books.change(books.room().client(), ClientField.EMAIL, ANN);
    invoice = books.invoice();
    books.settle();
    desk = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
  }

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/switches/reset");
    clock.reset();
  }

  private String at(String rest) {
    return "/ledger/invoices/" + invoice + rest;
  }

  private List<JsonNode> mails() {
    return new JsonMapper()
        .readTree(xero.control("GET", "/_simulator/mail"))
        .valueStream()
        .filter(it -> it.path("subject").asString().startsWith("Invoice"))
        .toList();
  }

  private Browser.Page send(String... fields) {
    desk.get(at("/mail"));
    return desk.submit(at("/mail"), fields.length == 0 ? Map.of() : Map.of(fields[0], fields[1]));
  }

  @Test
  void theDeskSeesToWhomItGoesThenSendsItOnce() {
    assertThat(desk.get(at("/paper")).body()).contains("E-mail through Xero");
    assertThat(desk.get(at("/mail")).body()).contains(ANN, ", through Xero");
    assertThat(mails()).isEmpty();
    Browser.Page sent = desk.submit(at("/mail"), Map.of());
    assertThat(sent.redirect()).isEqualTo("/invoices/" + invoice);
    assertThat(mails()).hasSize(1);
    assertThat(mails().getFirst().path("to").path(0).asString()).isEqualTo(ANN);
    assertThat(desk.get(at("/paper")).body()).contains("To " + ANN, "Sent");
    assertThat(desk.get("/invoices/" + invoice).body()).contains("e-mailed it through Xero");
    SyncLog.Call call =
        books.log().stream()
            .filter(it -> it.operation().equals("paper: e-mail"))
            .findFirst()
            .orElseThrow();
    assertThat(call.push()).isTrue();
    assertThat(call.outcome()).isEqualTo("ok");
    // Xero notes on it that it was sent; that is no change of ours.
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("POST", "/Invoices")).isZero();
    assertThat(books.records("invoices", it -> it.path("SentToContact").asBoolean(false)))
        .hasSize(1);
  }

  @Test
  void whoIsIncludedInEmailsIsShownToo() {
    String contact = books.ledgerId("client", books.room().client().value());
    books.control(
        books.organisation() + "/contacts/" + contact,
        """
        {"ContactPersons":[{"FirstName":"Pat","LastName":"Lee","EmailAddress":"pat@example.com","IncludeInEmails":true},
                           {"FirstName":"Not","LastName":"Her","EmailAddress":"not@example.com","IncludeInEmails":false}]}
        """);
    assertThat(desk.get(at("/mail")).body())
        .contains(ANN, "pat@example.com")
        .doesNotContain("not@example.com");
    desk.submit(at("/mail"), Map.of("to", ANN + ",pat@example.com"));
    assertThat(mails().getFirst().path("to").path(0).asString())
        .isEqualTo(ANN + ", pat@example.com");
  }

  @Test
  void nothingGoesToWhomTheInstallationMayNotWrite() {
    String contact = books.ledgerId("client", books.room().client().value());
    books.control(
        books.organisation() + "/contacts/" + contact,
        """
        {"ContactPersons":[{"FirstName":"Pat","LastName":"Lee","EmailAddress":"pat@kept-out.example","IncludeInEmails":true}]}
        """);
    assertThat(desk.get(at("/mail")).body())
        .contains("may not write to pat@kept-out.example", "TANDEM_RECIPIENTS")
        .doesNotContain("Send it now");
    assertThat(desk.htmx(at("/mail"), Map.of("to", ANN)).status()).isEqualTo(409);
    assertThat(books.calls("POST", "/Email")).isZero();
    assertThat(mails()).isEmpty();
  }

  @Test
  void anAddressThatChangedSinceSomebodyLookedStopsIt() {
    desk.get(at("/mail"));
    String contact = books.ledgerId("client", books.room().client().value());
    books.control(
        books.organisation() + "/contacts/" + contact, "{\"EmailAddress\":\"other@example.com\"}");
    Browser.Page page = desk.submit(at("/mail"), Map.of("to", ANN));
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body()).contains("changed since you looked", "other@example.com");
    assertThat(mails()).isEmpty();
  }

  /** Xero sent it and the answer was lost: only a person can find out. */
  @Test
  void anUnknownOutcomeIsNeverRepeated() {
    lostOnTheWayBack();
    assertThat(send("to", ANN).redirect()).isEqualTo(at("/mail"));
    assertThat(mails()).hasSize(1);
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(books.calls("POST", "/Email")).isEqualTo(1);
    assertThat(desk.get(at("/mail")).body())
        .contains("may have gone", "History &amp; Notes", "I have looked");
    Browser.Page again = desk.submit(at("/mail"), Map.of("to", ANN));
    assertThat(again.status()).isEqualTo(409);
    assertThat(mails()).hasSize(1);
    desk.get(at("/mail"));
    assertThat(desk.submit(at("/mail/cleared"), Map.of()).redirect())
        .isEqualTo("/invoices/" + invoice);
    assertThat(desk.get(at("/mail")).body()).doesNotContain("I have looked");
    assertThat(mails()).hasSize(1);
  }

  @Test
  void whoHasLookedMaySendItAgain() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-before-commit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*\"}");
    send("to", ANN);
    assertThat(mails()).isEmpty();
    desk.get(at("/mail"));
    desk.submit(at("/mail"), Map.of("to", ANN, "looked", "true"));
    assertThat(mails()).hasSize(1);
    assertThat(desk.get(at("/mail")).body()).doesNotContain("I have looked");
  }

  /** Killed between asking and the answer: what was written down before tells of it. */
  @Test
  void aMailThatNobodySettledIsInDoubt() {
    books.in(
        () -> house.getBean(Mailings.class).begin(invoice, BooksRoom.TENANT, List.of(ANN), null));
    Browser.Page page = send("to", ANN);
    assertThat(page.status()).isEqualTo(409);
    assertThat(page.body()).contains("just sending this invoice");
    clock.advance(Mailings.OVER.plusSeconds(1));
    assertThat(send("to", ANN).body()).contains("may have gone");
    assertThat(mails()).isEmpty();
  }

  /** A double click, or two desks with the same page. */
  @Test
  void theSamePageSentTwiceSendsOneMail() {
    desk.get(at("/mail"));
    assertThat(desk.submit(at("/mail"), Map.of("to", ANN)).redirect())
        .isEqualTo("/invoices/" + invoice);
    Browser.Page again = desk.submit(at("/mail"), Map.of("to", ANN));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("e-mailed since this page was opened", "Sent");
    assertThat(mails()).hasSize(1);
    desk.get(at("/mail"));
    desk.submit(at("/mail"), Map.of("to", ANN));
    assertThat(mails()).as("whoever knows of the first may send a second").hasSize(2);
  }

  /**
   * Two look after the first; what one sends then is in doubt again, and the other has not seen.
   */
  @Test
  void lookingForOneMailSaysNothingOfALaterOne() {
    lostOnTheWayBack();
    send("to", ANN);
    assertThat(mails()).hasSize(1);
    Browser other = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    other.get(at("/mail"));
    desk.get(at("/mail"));
    lostOnTheWayBack();
    desk.submit(at("/mail"), Map.of("to", ANN, "looked", "true"));
    assertThat(mails()).hasSize(2);
    Browser.Page stale = other.submit(at("/mail"), Map.of("to", ANN, "looked", "true"));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.body()).contains("since this page was opened", "I have looked");
    assertThat(mails()).hasSize(2);
  }

  private void lostOnTheWayBack() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-after-commit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*\"}");
  }

  @Test
  void theDailyLimitIsToldInPlainWords() {
    xero.control("POST", "/_simulator/switches?name=demo-companies-send-no-email&on=on");
    xero.control("POST", books.organisation() + "/demo?is=true");
    assertThat(send("to", ANN).redirect()).isEqualTo(at("/mail"));
    assertThat(desk.get(at("/mail")).body())
        .contains("daily limit is reached", "Not sent", "Send it now")
        .doesNotContain("I have looked");
  }

  @Test
  void whatCannotBeMailedSaysWhy() {
    books.change(books.room().client(), ClientField.EMAIL, "");
    books.settle();
    assertThat(desk.get(at("/mail")).body()).contains("no e-mail address of this client");
    books.change(books.room().client(), ClientField.EMAIL, ANN);
    books.settle();
    books.rewrite(invoice, "Changed here", null);
    assertThat(desk.get(at("/mail")).body()).contains("as it stands here yet");
    books.settle();
    var owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/mail").body()).contains("can be e-mailed");
    owner.submit("/ledger/mail", Map.of("on", "false"));
    assertThat(desk.get(at("/mail")).body()).contains("turned off");
    assertThat(desk.get(at("/paper")).body())
        .contains("E-mailing through Xero is off", "PDF")
        .doesNotContain("E-mail through Xero<");
    assertThat(books.calls("POST", "/Email")).isZero();
  }

  @Test
  void theOnlineLinkIsAskedForOnceAndThePdfComesAsXeroPrintsIt() {
    desk.get(at("/paper"));
    assertThat(desk.submit(at("/online"), Map.of()).redirect()).isEqualTo(at("/paper"));
    String page = desk.get(at("/paper")).body();
    assertThat(page)
        .contains("https://in.xero.com/", "Copy the link")
        .doesNotContain("Get the online link");
    desk.htmx(at("/online"), Map.of());
    assertThat(books.calls("GET", "/OnlineInvoice")).isEqualTo(1);
    Browser.Page pdf = desk.get(at("/pdf"));
    assertThat(pdf.header("Content-Type")).contains("application/pdf");
    assertThat(pdf.body()).startsWith("%PDF-");
    books.fault("status", "GET", "Invoices/");
    assertThat(desk.get(at("/pdf")).body()).contains("could not be reached", "for the patient");
  }
}
