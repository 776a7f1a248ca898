package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Permission;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a lost write left in the ledger is found again, and nothing else is taken for it. */
@TandemTest
class RecognitionJourneyTest {

  private static final String PUBLIC = "TANDEM_PUBLIC_URL";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    System.clearProperty(PUBLIC);
    clock.reset();
  }

  @Test
  void anInvoiceRenumberedInXeroIsKnownByTheAddressItCarries() {
    System.setProperty(PUBLIC, "https://desk.example");
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = lost(books, "drop-after-commit");
    JsonNode there = books.records("invoices", _ -> true).getFirst();
    assertThat(there.path("Url").asString()).endsWith("/invoices/" + invoice);
    renumber(books, there, "BY-HAND-1");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.find(invoice).number()).isEqualTo("BY-HAND-1");
  }

  @Test
  void withoutAnAddressAPersonIsAskedAndTheNumberBringsItBack() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = lost(books, "drop-after-commit");
    JsonNode there = books.records("invoices", _ -> true).getFirst();
    renumber(books, there, "BY-HAND-1");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    var asked = books.standing("invoice", invoice.value());
    assertThat(asked.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(asked.reason()).contains("BY-HAND-1", books.find(invoice).number());
    renumber(books, there, books.find(invoice).number());
    tryAgain(books, "invoice", invoice);
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    assertThat(books.ledgerId("invoice", invoice.value()))
        .isEqualTo(there.path("InvoiceID").asString());
  }

  /** Like the one that is looked for, and made by another call of ours whose answer was lost. */
  @Test
  void whatAnotherLostCallMadeIsNotAskedAbout() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId first = lost(books, "drop-before-commit");
    InvoiceId second = lost(books, "drop-after-commit");
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
    assertThat(books.standing("invoice", first.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("invoice", second.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("invoices", _ -> true)).hasSize(2);
  }

  /** Everything is like ours, but it says whose it is. */
  @Test
  void anInvoiceThatNamesAnotherOriginIsNotOurs() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    var ours = books.find(invoice);
    books.control(
        books.organisation() + "/invoices",
        """
        {"Type":"ACCREC","InvoiceNumber":"%s","Contact":{"ContactID":"%s"},"Date":"%s",
         "DueDate":"%s","Status":"AUTHORISED","LineAmountTypes":"Inclusive",
         "Url":"https://elsewhere.example/invoices/7","LineItems":[{"Description":"Consultation",
         "Quantity":1,"UnitAmount":110,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(
                ours.number(),
                books.ledgerId("client", books.room().client().value()),
                ours.date(),
                ours.dueDate()));
    books.settle();
    var standing = books.standing("invoice", invoice.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains(ours.number(), "already used in Xero");
  }

  @Test
  void anInvoiceVoidedInXeroIsNotMadeAgain() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = lost(books, "drop-after-commit");
    String there = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    books.control(books.organisation() + "/invoices/" + there + "/void", "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
  }

  @Test
  void aPaymentThatMayBeOursIsAskedAbout() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    var payment = books.pay(invoice, "50.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    payInXero(books, invoice, "50", "cash");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    var asked = books.standing("payment", payment.value());
    assertThat(asked.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(asked.reason()).contains("same amount and day");
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    tryAgain(books, "payment", payment);
    assertThat(books.records("payments", _ -> true)).as("a person said: another one").hasSize(2);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("100.00");
  }

  @Test
  void aPaymentFromBeforeOursIsNotTakenForIt() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    payInXero(books, invoice, "50", "cash");
    clock.advance(Duration.ofMinutes(11));
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    var payment = books.pay(invoice, "50.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("payments", _ -> true)).hasSize(2);
  }

  @Test
  void whatXeroHasTwiceStopsAndIsTold() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    var payment = books.pay(invoice, "50.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String word = books.records("payments", _ -> true).getFirst().path("Reference").asString();
    payInXero(books, invoice, "50", word);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    var standing = books.standing("payment", payment.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("twice");
    assertThat(books.records("payments", _ -> true)).hasSize(2);
    assertThat(books.in(() -> books.bean(Notices.class).open(Set.of(Permission.LEDGER_CONNECT))))
        .anySatisfy(it -> assertThat(it.title()).isEqualTo("Xero has a payment twice"));
    String second = books.records("payments", _ -> true).getLast().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + second + "/delete", "{}");
    tryAgain(books, "payment", payment);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.in(() -> books.bean(Notices.class).open(Set.of(Permission.LEDGER_CONNECT))))
        .isEmpty();
  }

  /** Nobody is named, so the call is halved, at once and without counting against anybody. */
  @Test
  void aCallRefusedWithoutNamesIsHalved() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":2}");
    var clients = IntStream.range(0, 8).mapToObj(i -> books.add("Client", "No" + i)).toList();
    clock.stopAt(clock.instant());
    Instant begin = clock.instant();
    books.settle();
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.IN_STEP));
    assertThat(books.records("contacts", it -> it.path("Name").asString().startsWith("Client No")))
        .hasSize(8);
    assertThat(Duration.between(begin, clock.instant())).isLessThan(Duration.ofSeconds(10));
    assertThat(
            books.log().stream()
                .filter(it -> it.operation().equals("create clients"))
                .sorted(Comparator.comparingLong(SyncLog.Call::seq))
                .map(it -> it.records())
                .toList())
        .as("after Ann Lee all of them, then half of them")
        .startsWith(1, 8, 4);
  }

  /** Bounded tries with growing delays, then a person looks. */
  @Test
  void whatIsNotTakenTimeAndAgainIsGivenUpUntilSomebodySaysTryAgain() {
    BooksRoom books = BooksRoom.open(house);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":404,\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts*\",\"count\":8}");
    books.forgetCalls();
    ClientId client = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    // Each time it is looked for before it goes again.
    for (int i = 0; i < 15; i++) {
      assertThat(books.standing("client", client.value()).state()).isNotEqualTo(State.NEEDS_YOU);
      // The last delay is of 10 seconds doubled six times.
      clock.advance(Duration.ofSeconds(641));
      books.turn();
    }
    assertThat(books.calls("PUT", "Contacts")).isEqualTo(8);
    var given = books.standing("client", client.value());
    assertThat(given.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(given.reason()).contains("did not take this, several times");
    books.settle();
    assertThat(books.contacts("Zed Zulu")).isEmpty();
    assertThat(books.in(() -> books.bean(Outbox.class).tryAgainAll())).isEqualTo(1);
    books.settle();
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  @Test
  void whileSendingIsOffALostWriteIsOnlyLookedFor() {
    BooksRoom books = BooksRoom.open(house);
    books.fault("drop-before-commit", "PUT", "Contacts");
    ClientId client = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    books.forgetCalls();
    clock.advance(Duration.ofSeconds(125));
    books.settle();
    assertThat(books.calls("PUT", "Contacts")).isZero();
    assertThat(books.calls("GET", "Contacts/" + client)).isEqualTo(1);
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  private InvoiceId lost(BooksRoom books, String fault) {
    books.fault(fault, "PUT", "Invoices");
    InvoiceId invoice = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    return invoice;
  }

  private static void renumber(BooksRoom books, JsonNode invoice, String number) {
    books.control(
        books.organisation() + "/invoices/" + invoice.path("InvoiceID").asString(),
        "{\"InvoiceNumber\":\"%s\"}".formatted(number));
  }

  private static void payInXero(
      BooksRoom books, InvoiceId invoice, String amount, String reference) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount="
            + amount
            + "&reference="
            + reference,
        "");
  }

  private static void tryAgain(BooksRoom books, String kind, Object id) {
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Outbox.class)
                .tryAgain(new RecordRef(kind, java.util.UUID.fromString(id.toString()))));
    books.settle();
    books.settle();
  }
}
