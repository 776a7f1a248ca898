package dev.tandem.books.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.AppointmentId;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.setup.Preferences.InvoiceAs;
import dev.tandem.practice.setup.Preferences.InvoiceOn;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.Practices;
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

/**
 * An approved invoice is e-mailed by Xero without anybody asking, once, if the practice says so.
 */
@TandemTest
class MailByItselfJourneyTest {

  private static final String ANN = "ann@example.com";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  private BooksRoom books;
  private Browser owner;

  @BeforeEach
  void openBooks() {
    books = BooksRoom.open(house);
    xero.control("DELETE", "/_simulator/mail");
    books.change(books.room().client(), ClientField.EMAIL, ANN);
    books.settle();
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/switches/reset");
    clock.reset();
  }

  @Test
  void nothingIsMailedUnlessThePracticeSaysSoAndNothingOfBefore() {
    InvoiceId before = books.invoice();
    books.settle();
    assertThat(mails()).isEmpty();
    assertThat(owner.get("/ledger/mail/note").body()).doesNotContain("e-mailed");
    turnOn();
    assertThat(owner.get("/ledger/mail").body()).containsPattern("name=\"byItself\"[^>]*checked");
    assertThat(owner.get("/invoices/new").body()).contains("hx-get=\"/ledger/mail/note\"");
    assertThat(owner.get("/ledger/mail/note").body()).contains("Approved, it is e-mailed");
    books.rewrite(before, "PO 7", null);
    books.settle();
    clock.advance(Duration.ofHours(13));
    books.settle();
    assertThat(mails()).as("approved before").isEmpty();
  }

  @Test
  void oneThatIsApprovedIsMailedOnceAsSoonAsItIsThere() {
    turnOn();
    InvoiceId id = books.invoice();
    assertThat(paper(id)).contains("e-mailed by itself as soon as Xero has it");
    books.settle();
    assertThat(mails()).hasSize(1);
    assertThat(mails().getFirst().path("to").path(0).asString()).isEqualTo(ANN);
    assertThat(paper(id)).contains("To " + ANN, "Sent").doesNotContain("e-mailed by itself");
    books.rewrite(id, "PO 7", null);
    books.settle();
    clock.advance(Duration.ofHours(13));
    books.settle();
    assertThat(mails()).hasSize(1);
    assertThat(owner.get("/invoices/" + id).body()).contains("e-mailed it through Xero");
  }

  /** By the practice's setting its appointments' invoices reach Xero as drafts. */
  @Test
  void aDraftIsMailedWhenItIsApprovedHere() {
    turnOn();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Setup.class)
                .change(PracticeRoom.prefer(InvoiceOn.COMPLETION, InvoiceAs.DRAFT)));
    InvoiceId id =
        books.in(
            () -> {
              var appointments = books.bean(Appointments.class);
              AppointmentId one = appointments.book(books.room().at("2026-11-20T09:00", ""));
              appointments.complete(one);
              return new InvoiceId(appointments.find(one).invoice());
            });
    books.settle();
    assertThat(mails()).isEmpty();
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(id));
    books.settle();
    assertThat(mails()).hasSize(1);
  }

  @Test
  void onlyToWhomTheInstallationMayWrite() {
    String contact = books.ledgerId("client", books.room().client().value());
    books.control(
        books.organisation() + "/contacts/" + contact,
        """
        {"ContactPersons":[{"FirstName":"Pat","LastName":"Lee","EmailAddress":"pat@kept-out.example","IncludeInEmails":true}]}
        """);
    turnOn();
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(mails()).isEmpty();
    assertThat(books.calls("POST", "/Email")).isZero();
    assertThat(paper(id)).contains("Not sent", "may not write to pat@kept-out.example");
  }

  @Test
  void withoutAnAddressItSaysSo() {
    books.change(books.room().client(), ClientField.EMAIL, "");
    books.settle();
    turnOn();
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(paper(id)).contains("To nobody", "Not sent", "no e-mail address of this client");
    assertThat(books.calls("POST", "/Email")).isZero();
  }

  /** Xero sent it and the answer was lost: a person looks, nothing is repeated. */
  @Test
  void anUnknownOutcomeIsNotRepeated() {
    turnOn();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-after-commit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*\"}");
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofHours(13));
    books.settle();
    assertThat(mails()).hasSize(1);
    assertThat(books.calls("POST", "/Email")).isEqualTo(1);
    assertThat(paper(id)).contains("May have gone");
  }

  /** Xero asked to wait: that was no mail, so it goes later. */
  @Test
  void whatSurelyDidNotGoGoesLater() {
    turnOn();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"rate-limit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*\"}");
    InvoiceId id = books.invoice();
    books.settle();
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    assertThat(mails()).hasSize(1);
    assertThat(paper(id)).contains("Sent").doesNotContain("Not sent");
  }

  @Test
  void whatWaitsWhenItIsTurnedOffIsNotMailedLater() {
    turnOn();
    InvoiceId id = books.invoice();
    owner.get("/ledger/mail");
    owner.submit("/ledger/mail", Map.of("on", "true"));
    turnOn();
    books.settle();
    assertThat(mails()).isEmpty();
    assertThat(paper(id)).doesNotContain("e-mailed by itself");
  }

  @Test
  void aVoidedOneIsNotMailed() {
    turnOn();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .turnSendingOff(books.binding()));
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(mails()).isEmpty();
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(id));
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .turnSendingOn(books.binding()));
    books.settle();
    assertThat(mails()).isEmpty();
  }

  /** Nobody waited for it, so somebody is told, and can put it right. */
  @Test
  void oneThatDidNotGoNeedsSomebodyUntilItIsSent() {
    turnOn();
    books.change(books.room().client(), ClientField.EMAIL, "");
    books.settle();
    InvoiceId id = books.invoice();
    books.settle();
    String number = books.find(id).number();
    String way = "/ledger/invoices/" + id + "/mail";
    assertThat(owner.get("/ledger/pulse").body()).contains("Needs you: 1");
    assertThat(owner.get("/ledger").body()).contains("One e-mail of an invoice did not go");
    assertThat(owner.get("/ledger/refusals").body())
        .contains("E-mails that did not go", number, "no e-mail address", "href=\"" + way + "\"");
    books.change(books.room().client(), ClientField.EMAIL, ANN);
    books.settle();
    assertThat(owner.get(way).body()).contains(ANN, "Send it now");
    owner.submit(way, Map.of());
    assertThat(mails()).hasSize(1);
    assertThat(owner.get("/ledger/refusals").body()).doesNotContain("E-mails that did not go");
    assertThat(owner.get("/ledger/pulse").body()).doesNotContain("Needs you");
  }

  @Test
  void oneThatDidNotGoIsLeftByWhoSeesThatItNeedNot() {
    turnOn();
    books.change(books.room().client(), ClientField.EMAIL, "");
    books.settle();
    InvoiceId id = books.invoice();
    books.settle();
    owner.get("/ledger/refusals");
    owner.submit("/ledger/invoices/" + id + "/mail/left", Map.of());
    assertThat(owner.get("/ledger/refusals").body())
        .contains("it is not e-mailed through Xero")
        .doesNotContain("E-mails that did not go");
    assertThat(owner.get("/invoices/" + id).body())
        .contains("decided not to e-mail it through Xero");
    assertThat(mails()).isEmpty();
  }

  /** Who saw only the failure does not decide about what a colleague may have sent since. */
  @Test
  void leavingItFromAnOldPageTouchesNoDoubt() {
    turnOn();
    books.change(books.room().client(), ClientField.EMAIL, "");
    books.settle();
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(owner.get("/ledger/refusals").body()).contains("E-mails that did not go");
    books.change(books.room().client(), ClientField.EMAIL, "ann@example.com");
    books.settle();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-after-commit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*/Email\",\"count\":1}");
    Browser colleague = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String way = "/ledger/invoices/" + id + "/mail";
    String body = colleague.get(way).body();
    colleague.submit(way, hidden(body));
    assertThat(owner.htmx(way + "/left", Map.of()).status()).isEqualTo(409);
    assertThat(owner.get("/ledger/refusals").body()).contains("Say whether it went");
    assertThat(owner.get("/invoices/" + id).body())
        .doesNotContain("decided not to e-mail it through Xero");
  }

  /** What the page that shows the addresses sends along. */
  private static Map<String, String> hidden(String page) {
    var fields = new java.util.HashMap<String, String>();
    java.util.regex.Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"")
        .matcher(page)
        .results()
        .forEach(it -> fields.put(it.group(1), it.group(2)));
    return fields;
  }

  @Test
  void oneThatMayHaveGoneNeedsSomebodyWhoLooks() {
    turnOn();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"drop-after-commit\",\"method\":\"POST\",\"path\":\"/api.xro/2.0/Invoices/*/Email\",\"count\":1}");
    InvoiceId id = books.invoice();
    books.settle();
    String way = "/ledger/invoices/" + id + "/mail";
    assertThat(owner.get("/ledger/refusals").body())
        .contains("E-mails that did not go", "the e-mail may have gone", "Say whether it went")
        .doesNotContain(way + "/left");
    owner.get(way);
    owner.submit(way + "/cleared", Map.of());
    assertThat(owner.get("/ledger/refusals").body()).doesNotContain("E-mails that did not go");
  }

  /** Whatever ends one of them, the others go. */
  @Test
  void whatGoesWrongWithOneStopsNoOther() throws java.sql.SQLException {
    turnOn();
    InvoiceId broken = books.invoice();
    InvoiceId sound = books.invoice();
    database(
        """
        create function practice.refuse_one_mail() returns trigger language plpgsql as
        $$ begin if new.invoice = '%s' then raise exception 'not this one'; end if; return new; end $$;
        create trigger refuse_one_mail before insert on practice.ledger_mail
          for each row execute function practice.refuse_one_mail()"""
            .formatted(broken));
    try {
      books.settle();
      assertThat(mails()).hasSize(1);
      assertThat(paper(sound)).contains("Sent");
      assertThat(paper(broken)).contains("e-mailed by itself");
    } finally {
      database("drop function practice.refuse_one_mail() cascade");
    }
    clock.advance(Duration.ofHours(7));
    books.settle();
    assertThat(mails()).hasSize(2);
    assertThat(paper(broken)).contains("Sent");
  }

  private void database(String sql) throws java.sql.SQLException {
    try (var connection = books.bean(dev.tandem.TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void turnOn() {
    owner.get("/ledger/mail");
    assertThat(owner.submit("/ledger/mail", Map.of("on", "true", "byItself", "true")).redirect())
        .isEqualTo("/setup/preferences");
  }

  private String paper(InvoiceId id) {
    return owner.get("/ledger/invoices/" + id + "/paper").body();
  }

  private List<JsonNode> mails() {
    return new JsonMapper()
        .readTree(xero.control("GET", "/_simulator/mail"))
        .valueStream()
        .filter(it -> it.path("subject").asString().startsWith("Invoice"))
        .toList();
  }
}
