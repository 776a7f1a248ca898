package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Whatever becomes of Xero's deliveries, the final state equals Xero's: of a contact that was
 * edited, an invoice that was edited, a payment, a payment that was removed, a voided invoice, a
 * credit note and a client's deposit; and where both sides change something at once, both have it.
 */
@TandemTest
class DeliveryMatrixTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NOBODY = "http://localhost:9/webhooks/xero";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @Autowired TestDatabase database;
  @LocalServerPort int port;

  private BooksRoom books;
  private InvoiceId edited;
  private InvoiceId paid;
  private InvoiceId reopened;
  private InvoiceId voided;
  private InvoiceId credited;
  private String contact;

  /** What becomes of the deliveries, as the simulator calls it. */
  private enum Trouble {
    LOST("lose=1000"),
    TWICE("duplicate=1000"),
    REORDERED("reorder=3"),
    LATE("delayMs=1500"),
    WRONGLY_SIGNED_FIRST("wrongSignature=1000");

    private final String mischief;

    Trouble(String mischief) {
      this.mischief = mischief;
    }
  }

  private void open() {
    books = BooksRoom.open(house);
    contact = Objects.requireNonNull(books.ledgerId("client", books.room().client().value()));
    edited = books.invoice();
    paid = books.invoice();
    reopened = books.invoice();
    voided = books.invoice();
    credited = books.invoice();
    // Deposits are read where there are any.
    new AdvanceDesk(books).deposit("20");
    books.settle();
    inXero("invoices/" + there(reopened) + "/pay", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(reopened).status()).isEqualTo(InvoiceStatus.PAID);
    clock.advance(Duration.ofSeconds(30));
  }

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/webhooks/mischief");
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(NOBODY));
    clock.reset();
  }

  @ParameterizedTest
  @EnumSource
  void theFinalStateIsXeros(Trouble trouble) {
    open();
    subscribe(url());
    JsonNode planned = books.control("/_simulator/webhooks/mischief?" + trouble.mischief, "");
    act();
    if (trouble == Trouble.LATE) {
      clock.advance(Duration.ofMinutes(20));
    }
    if (trouble == Trouble.WRONGLY_SIGNED_FIRST) {
      Awaitility.await("all were signed wrongly")
          .atMost(PATIENCE)
          .until(() -> webhook().has("failingSince"));
      xero.control("POST", "/_simulator/webhooks/mischief");
    }
    comesToEqual();
    JsonNode left = books.read("/_simulator/webhooks/mischief");
    assertThat(trouble == Trouble.LATE || !left.equals(planned)).as("it struck: " + left).isTrue();

    // What comes after all changes nothing any more.
    xero.control("POST", "/_simulator/webhooks/mischief");
    xero.control("POST", "/_simulator/webhooks/retry");
    awaitDelivered();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(16));
      books.settle();
    }
    assertThat(differences()).isEmpty();
    assertThat(unread()).isZero();
  }

  /** Nobody hears Xero for so long that it turns the webhook off, and no lane has a turn. */
  @Test
  void afterThirtyHoursWithoutAnythingTheFinalStateIsXeros() {
    open();
    subscribe(NOBODY);
    act();
    Awaitility.await("nobody answers Xero")
        .atMost(PATIENCE)
        .until(() -> webhook().has("failingSince"));
    for (int hours = 0; hours < 30; hours += 3) {
      clock.advance(Duration.ofHours(3));
      inXero("contacts/" + contact, "{\"EmailAddress\":\"hour%d@example.com\"}".formatted(hours));
      inXero("invoices/" + there(edited), "{\"Reference\":\"Hour %d\"}".formatted(hours));
    }
    // Its clock follows the test's, but it only looks at what is due when somebody moves its own,
    // and that by nothing: it would stay ahead of ours in all later tests.
    books.control("/_simulator/clock/advance?seconds=0", "{}");
    Awaitility.await("Xero has given up after 24 hours")
        .atMost(PATIENCE)
        .until(() -> webhook().path("status").asString().equals("DISABLED"));
    books.settle();
    comesToEqual();
    assertThat(books.find(edited).reference()).isEqualTo("Hour 27");

    // Once it is turned on again everything of thirty hours is told at once.
    xero.control(
        "POST", "/_simulator/webhooks/url?url=" + encoded(NOBODY) + "&to=" + encoded(url()));
    xero.control("POST", "/_simulator/webhooks/intent-to-receive?url=" + encoded(url()));
    xero.control("POST", "/_simulator/webhooks/retry");
    awaitDelivered();
    books.settle();
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(differences()).isEmpty();
    assertThat(unread()).isZero();
    assertThat(books.find(edited).reference()).isEqualTo("Hour 27");
  }

  /** Each side edits what the other does not, before either has heard of the other. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WRONGLY_SIGNED_FIRST")
  void whatBothSidesChangeAtOnceIsThereOnBoth(Trouble trouble) {
    open();
    subscribe(url());
    books.control("/_simulator/webhooks/mischief?" + trouble.mischief, "");
    LocalDate due = books.find(edited).dueDate().plusDays(9);
    here(due);
    inXero("contacts/" + contact, "{\"EmailAddress\":\"theirs@example.com\"}");
    inXero("invoices/" + there(edited), "{\"Reference\":\"Theirs\"}");
    inXero("invoices/" + there(paid) + "/pay?amount=70", "");
    if (trouble == Trouble.LATE) {
      clock.advance(Duration.ofMinutes(20));
    }
    comesTo(() -> apart("theirs@example.com", "Perth", "Theirs", due));

    // And the other way round: what came in from Xero is changed while we are still sending.
    inXero("contacts/" + contact, "{\"EmailAddress\":\"again@example.com\"}");
    inXero("invoices/" + there(edited), "{\"Reference\":\"Theirs again\"}");
    LocalDate later = due.plusDays(1);
    books.change(books.room().client(), ClientField.CITY, "Hobart");
    moveDue(later);
    comesTo(() -> apart("again@example.com", "Hobart", "Theirs again", later));

    xero.control("POST", "/_simulator/webhooks/mischief");
    xero.control("POST", "/_simulator/webhooks/retry");
    awaitDelivered();
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofMinutes(16));
      books.settle();
    }
    assertThat(apart("again@example.com", "Hobart", "Theirs again", later)).isEmpty();
    assertThat(unread()).isZero();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10)))
        .as("nothing is in dispute; that our change came a blink after theirs may be asked about")
        .allMatch(it -> it.sort() == Conflicts.Sort.OVERLAP);
    assertThat(books.contacts("Ann Lee")).as("one of each").hasSize(1);
    assertThat(
            books.records(
                "invoices",
                it -> it.path("InvoiceNumber").asString().equals(books.find(edited).number())))
        .hasSize(1);
  }

  private void here(LocalDate due) {
    books.change(books.room().client(), ClientField.CITY, "Perth");
    moveDue(due);
    books.pay(paid, "40.00");
  }

  private void moveDue(LocalDate due) {
    Practices.run(
        books.practice(),
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceView now = billing.find(edited);
          billing.change(
              edited,
              new InvoiceDetails(
                  now.client(),
                  now.appointment(),
                  now.location(),
                  now.date(),
                  due,
                  now.reference(),
                  now.lineAmounts(),
                  now.lines().stream().map(InvoiceLine::details).toList()));
        });
  }

  /** Where a side lacks what either changed, or both differ. */
  private List<String> apart(String email, String town, String reference, LocalDate due) {
    var all = new ArrayList<String>();
    JsonNode theirs =
        books.records("contacts", it -> it.path("ContactID").asString().equals(contact)).getFirst();
    ClientDetails ours =
        books.in(() -> books.bean(Clients.class).find(books.room().client())).details();
    same(all, "e-mail here", ours.email(), email);
    same(all, "e-mail there", theirs.path("EmailAddress").asString(), email);
    same(all, "town here", ours.address().city(), town);
    same(all, "town there", theirs.toString().contains("\"City\":\"" + town + "\""), true);
    JsonNode invoice =
        books
            .records("invoices", it -> it.path("InvoiceID").asString().equals(there(edited)))
            .getFirst();
    same(all, "reference here", books.find(edited).reference(), reference);
    same(all, "reference there", invoice.path("Reference").asString(""), reference);
    same(all, "due here", books.find(edited).dueDate(), due);
    same(
        all,
        "due there",
        invoice.path("DueDateString").asString().startsWith(due.toString()),
        true);
    for (InvoiceId it : List.of(edited, paid, reopened)) {
      invoice(all, it);
    }
    same(all, "paid", books.find(paid).status(), InvoiceStatus.PAID);
    same(all, "payments", payments(paid).size(), 2);
    return all;
  }

  /** Something of each kind. */
  private void act() {
    inXero("contacts/" + contact, "{\"EmailAddress\":\"theirs@example.com\"}");
    inXero("invoices/" + there(edited), "{\"Reference\":\"Theirs\"}");
    inXero("invoices/" + there(paid) + "/pay?amount=40", "");
    inXero("invoices/" + there(paid) + "/pay?amount=70", "");
    inXero("payments/" + payments(reopened).getFirst() + "/delete", "");
    inXero("invoices/" + there(voided) + "/void", "");
    JsonNode note =
        inXero(
            "write?method=PUT&path=CreditNotes",
            """
            {"Type":"ACCRECCREDIT","Status":"AUTHORISED","LineAmountTypes":"Inclusive","Date":"%s",
             "Contact":{"ContactID":"%s"},
             "LineItems":[{"Description":"x","Quantity":1,"UnitAmount":30,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
                .formatted(today(), contact));
    inXero(
        "write?method=PUT&path=CreditNotes/%s/Allocations"
            .formatted(note.path("CreditNoteID").asString()),
        "{\"Amount\":30,\"Date\":\"%s\",\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(today(), there(credited)));
    inXero(
        "write?method=PUT&path=BankTransactions",
        """
        {"Type":"RECEIVE-OVERPAYMENT","Contact":{"ContactID":"%s"},"BankAccount":{"Code":"090"},
         "LineItems":[{"Description":"x","Quantity":1,"UnitAmount":60}]}"""
            .formatted(contact));
  }

  /** Each turn after a minute: what is late comes, what is lost is asked for. */
  private void comesToEqual() {
    comesTo(this::differences);
  }

  private void comesTo(Supplier<List<String>> differences) {
    Awaitility.await("both sides are equal")
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              clock.advance(Duration.ofMinutes(1));
              books.settle();
              assertThat(differences.get()).isEmpty();
            });
  }

  /** In words; nothing of how Tandem itself compares. */
  private List<String> differences() {
    var all = new ArrayList<String>();
    JsonNode theirs =
        books.records("contacts", it -> it.path("ContactID").asString().equals(contact)).getFirst();
    String email =
        books.in(() -> books.bean(Clients.class).find(books.room().client())).details().email();
    same(all, "e-mail", email, theirs.path("EmailAddress").asString());
    for (InvoiceId it : List.of(edited, paid, reopened, voided, credited)) {
      invoice(all, it);
    }
    same(all, "void", books.find(voided).status(), InvoiceStatus.VOIDED);
    same(all, "paid", books.find(paid).status(), InvoiceStatus.PAID);
    same(
        all,
        "credit notes of Xero's",
        books.in(() -> books.bean(Credits.class).others(credited)).size(),
        1);
    List<AdvanceView> advances = new AdvanceDesk(books).all();
    same(
        all,
        "deposits",
        advances.stream().map(it -> it.remaining().intValue()).sorted().toList(),
        List.of(20, 60));
    return all;
  }

  private void invoice(List<String> all, InvoiceId id) {
    InvoiceView ours = books.find(id);
    JsonNode theirs =
        books
            .records("invoices", it -> it.path("InvoiceID").asString().equals(there(id)))
            .getFirst();
    String status = theirs.path("Status").asString();
    same(
        all,
        ours.number() + " status",
        ours.status() == InvoiceStatus.APPROVED ? "AUTHORISED" : ours.status().name(),
        status);
    if (!status.equals("VOIDED")) {
      same(
          all,
          ours.number() + " reference",
          ours.reference(),
          theirs.path("Reference").asString(""));
      amount(all, ours.number() + " paid", ours.paid(), theirs, "AmountPaid");
      amount(all, ours.number() + " credited", ours.credited(), theirs, "AmountCredited");
      amount(all, ours.number() + " due", ours.due(), theirs, "AmountDue");
    }
    same(
        all,
        ours.number() + " payments",
        ours.standingPayments().stream().map(it -> String.valueOf(it.ledgerId())).sorted().toList(),
        payments(id).stream().sorted().toList());
  }

  private static void amount(
      List<String> all, String what, BigDecimal ours, JsonNode theirs, String field) {
    same(
        all,
        what,
        ours.setScale(2).toPlainString(),
        theirs.path(field).decimalValue(BigDecimal.ZERO).setScale(2).toPlainString());
  }

  private static void same(List<String> all, String what, Object ours, Object theirs) {
    if (!ours.equals(theirs)) {
      all.add("%s: here %s, in Xero %s".formatted(what, ours, theirs));
    }
  }

  /** The ids of those that stand. */
  private List<String> payments(InvoiceId id) {
    return books
        .records(
            "payments",
            it ->
                it.path("Status").asString().equals("AUTHORISED")
                    && it.path("Invoice").path("InvoiceID").asString().equals(there(id)))
        .stream()
        .map(it -> it.path("PaymentID").asString())
        .toList();
  }

  private String there(InvoiceId id) {
    return Objects.requireNonNull(books.ledgerId("invoice", id.value()));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  private JsonNode inXero(String path, String json) {
    return books.control(books.organisation() + "/" + path, json);
  }

  private void subscribe(String url) {
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
  }

  private JsonNode webhook() {
    return books.read("/_simulator/webhooks").get(0);
  }

  private void awaitDelivered() {
    Awaitility.await("nothing waits to be delivered")
        .atMost(PATIENCE)
        .until(
            () -> {
              JsonNode hooks = books.read("/_simulator/webhooks");
              return hooks.isEmpty() || hooks.get(0).path("waiting").asInt() == 0;
            });
  }

  /** Events that nobody has dealt with. */
  private int unread() {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.delivery where done_at is null and tenant = '"
                    + BooksRoom.TENANT
                    + "'")) {
      row.next();
      return row.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url() {
    return "http://localhost:" + port + "/webhooks/xero";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
