package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Whatever happens to the call, one record is in the ledger's books. */
@TandemTest
class PushOnceTest {

  private static final List<String> FAULTS =
      List.of(
          "drop-before-commit",
          "drop-after-commit",
          "commit-late",
          "500",
          "status-after-commit",
          "reset-mid-body",
          "malformed");

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  static Stream<Arguments> failures() {
    return Stream.of(Write.values())
        .flatMap(
            write ->
                FAULTS.stream()
                    .flatMap(
                        fault ->
                            Stream.of(Duration.ZERO, Duration.ofMinutes(6))
                                .map(wait -> arguments(write, fault, wait))));
  }

  @ParameterizedTest(name = "{0}, {1}, looked at after {2}")
  @MethodSource("failures")
  void oneRecordInTheBooks(Write write, String fault, Duration wait) {
    BooksRoom books = BooksRoom.open(house);
    Write.Made made = write.prepare(books);
    books.fault(fault, write.verb(), write.path());
    UUID record = write.queue(books, made);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(wait);
    books.settle();
    books.settle();
    write.assertOnce(books, record);
  }

  /** Not executed at all: it simply goes again. */
  @ParameterizedTest
  @ValueSource(strings = {"429", "503"})
  void aRefusedCallGoesAgain(String fault) {
    BooksRoom books = BooksRoom.open(house);
    Write.Made made = Write.CLIENT_MADE.prepare(books);
    books.fault(fault, "PUT", "Contacts");
    UUID record = Write.CLIENT_MADE.queue(books, made);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    books.settle();
    books.settle();
    Write.CLIENT_MADE.assertOnce(books, record);
  }

  @Test
  void aFullCallOfChangesIsReadBackInPieces() {
    BooksRoom books = BooksRoom.open(house);
    var clients = new ArrayList<ClientId>();
    for (int i = 0; i < Books.BATCH; i++) {
      clients.add(books.add("Client", "Full" + (char) ('A' + i / 26) + (char) ('a' + i % 26)));
    }
    books.settle();
    clients.forEach(it -> books.change(it, ClientField.CITY, "Hobart"));
    books.fault("drop-after-commit", "POST", "Contacts");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.log())
        .filteredOn(it -> it.operation().equals("look up changed records"))
        .extracting(SyncLog.Call::records)
        .as("no more of them than an address has room for")
        .containsExactlyInAnyOrder(Books.AT_ONCE, Books.BATCH - Books.AT_ONCE);
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.IN_STEP));
  }

  @Test
  void twoEqualPartPaymentsStayTwo() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    books.pay(invoice, "50.00");
    books.pay(invoice, "50.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(2);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("100.00");
  }

  @Test
  void aPaymentRemovedInXeroIsNotMadeAgain() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    books.pay(invoice, "110.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("payments", it -> it.path("Status").asString().equals("AUTHORISED")))
        .isEmpty();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("0.00");
  }

  @Test
  void aStrangersNumberIsNeverEdited() {
    BooksRoom books = BooksRoom.open(house);
    String stranger =
        books
            .control(books.organisation() + "/contacts", "{\"Name\":\"Stranger\"}")
            .path("ContactID")
            .asString();
    InvoiceId invoice = books.invoice();
    String number = books.find(invoice).number();
    books.control(
        books.organisation() + "/invoices",
        """
        {"Type":"ACCREC","InvoiceNumber":"%s","Contact":{"ContactID":"%s"},"Date":"2026-01-10",
         "DueDate":"2026-01-20","LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":5,
         "AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(number, stranger));
    books.settle();
    assertThat(books.records("invoices", it -> it.path("InvoiceNumber").asString().equals(number)))
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).contains("Theirs"));
    var standing = books.standing("invoice", invoice.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains(number, "already used in Xero");
  }

  /** It lands while we have given up: what the read-back finds is taken for what it is. */
  @Test
  void aLateLandingIsAdopted() {
    BooksRoom books = BooksRoom.open(house);
    Write.Made made = Write.INVOICE_MADE.prepare(books);
    books.fault("commit-late", "PUT", "Invoices");
    UUID record = Write.INVOICE_MADE.queue(books, made);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.records("invoices", _ -> true)).isEmpty();
    clock.advance(Duration.ofSeconds(50));
    lookAtWhatIsDue(books);
    JsonNode landed = books.records("invoices", _ -> true).getFirst();
    clock.advance(Duration.ofMinutes(6));
    books.forgetCalls();
    books.settle();
    assertThat(books.ledgerId("invoice", record)).isEqualTo(landed.path("InvoiceID").asString());
    assertThat(books.calls("PUT", "Invoices")).isZero();
    Write.INVOICE_MADE.assertOnce(books, record);
  }

  @Test
  void anEditDuringTheCallGoesOutNext() {
    BooksRoom books = BooksRoom.open(house);
    books.fault("drop-after-commit", "PUT", "Contacts");
    ClientId id = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    books.change(id, ClientField.EMAIL, "zed@example.com");
    books.settle();
    books.settle();
    assertThat(books.contacts("Zed Zulu"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("EmailAddress").asString()).isEqualTo("zed@example.com"));
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void oneRefusedRecordDoesNotHoldItsNeighbours() {
    BooksRoom books = BooksRoom.open(house);
    ClientId bad = books.add("Bad", "Address");
    books.change(bad, ClientField.EMAIL, "bü@example.com");
    ClientId good = books.add("Good", "Neighbour");
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("PUT", "/Contacts")).as("both in one call").isEqualTo(1);
    assertThat(books.standing("client", good.value()).state()).isEqualTo(State.IN_STEP);
    var standing = books.standing("client", bad.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("Email address must be valid");
    assertThat(books.contacts("Bad Address")).isEmpty();
    books.change(bad, ClientField.EMAIL, "bad@example.com");
    books.settle();
    assertThat(books.standing("client", bad.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Bad Address")).hasSize(1);
  }

  @Test
  void aReplayThatLandsLateIsWaitedFor() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    books.pay(invoice, "50.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    books.fault("commit-late", "PUT", "Payments");
    clock.advance(Duration.ofSeconds(121));
    books.turn();
    clock.advance(Duration.ofSeconds(11));
    books.turn();
    clock.advance(Duration.ofSeconds(11));
    books.turn();
    assertThat(books.records("payments", _ -> true)).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    lookAtWhatIsDue(books);
    books.settle();
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("50.00");
  }

  /** No webhook told of it, and the reading that showed it was before we knew the invoice. */
  @Test
  void aPaymentOnAnInvoiceWhoseAnswerWasLostIsNotMissed() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId other = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Invoices");
    InvoiceId invoice = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    payInXero(books, number(books, invoice));
    clock.advance(Duration.ofMinutes(6));
    payInXero(books, number(books, other));
    books.fault("500", "GET", "Invoices");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(other).paid()).isEqualByComparingTo("110.00");
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("110.00");
  }

  private static String number(BooksRoom books, InvoiceId invoice) {
    return String.valueOf(books.find(invoice).number());
  }

  private static void payInXero(BooksRoom books, String number) {
    JsonNode there =
        books
            .records("invoices", it -> it.path("InvoiceNumber").asString().equals(number))
            .getFirst();
    books.control(
        books.organisation() + "/invoices/" + there.path("InvoiceID").asString() + "/pay",
        "{\"amount\":110}");
  }

  @Test
  void anInvoiceOfAnArchivedClientNeedsAPersonAndGoesWhenRestored() {
    BooksRoom books = BooksRoom.openSilent(house);
    InvoiceId invoice = books.invoice();
    Practices.run(books.practice(), () -> books.bean(Clients.class).archive(books.room().client()));
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    books.settle();
    var standing = books.standing("invoice", invoice.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("archived");
    Practices.run(books.practice(), () -> books.bean(Clients.class).restore(books.room().client()));
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Xero's clock follows ours, but it looks at what is due when somebody moves its own. */
  private static void lookAtWhatIsDue(BooksRoom books) {
    books.control("/_simulator/clock/advance?seconds=0", "{}");
  }
}
