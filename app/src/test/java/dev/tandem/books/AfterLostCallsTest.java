package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What people do to records before or after a call with them was lost. */
@TandemTest
class AfterLostCallsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anEditOfAnAdoptedClientKeepsItsWholeAddress() {
    BooksRoom books = BooksRoom.open(house);
    books.settle();
    books.fault("drop-after-commit", "PUT", "Contacts");
    List<ClientId> adopted = manyWithAddress(books);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    ClientId moved = adopted.getFirst();
    books.change(moved, ClientField.CITY, "Manly");
    books.settle();
    assertThat(address(books)).containsExactly("Manly", "NSW", "AU");
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.in(() -> books.bean(Clients.class).find(moved)).details().address().region())
        .isEqualTo("NSW");
  }

  /** So many that what became of them is read in summary. */
  private static List<ClientId> manyWithAddress(BooksRoom books) {
    var all = new ArrayList<ClientId>();
    for (int i = 0; i < 8; i++) {
      ClientId id = books.add("Zed", "Zulu" + i);
      books.change(id, ClientField.CITY, "Newtown");
      books.change(id, ClientField.REGION, "NSW");
      books.change(id, ClientField.COUNTRY, "AU");
      all.add(id);
    }
    return all;
  }

  private static List<String> address(BooksRoom books) {
    JsonNode postal =
        books
            .contacts("Zed Zulu0")
            .getFirst()
            .path("Addresses")
            .valueStream()
            .filter(it -> it.path("AddressType").asString().equals("POBOX"))
            .findFirst()
            .orElseThrow();
    return List.of(
        postal.path("City").asString(""),
        postal.path("Region").asString(""),
        postal.path("Country").asString(""));
  }

  @Test
  void aPaymentTakenBackBeforeItLeftNeedsNobody() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "110.00");
    Practices.run(
        books.practice(),
        () -> {
          books.bean(Billing.class).removePayment(payment);
          books.bean(Billing.class).voidInvoice(invoice);
        });
    books.settle();
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 10))).isEmpty();
    assertThat(books.records("invoices", _ -> true)).isEmpty();
  }

  @Test
  void anInvoiceVoidedBeforeItsClientLeftNeedsNobody() {
    BooksRoom books = BooksRoom.openSilent(house);
    InvoiceId invoice = books.invoice();
    Practices.run(
        books.practice(),
        () -> {
          books.bean(Clients.class).archive(books.room().client());
          books.bean(Billing.class).voidInvoice(invoice);
        });
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.NOT_SENT);
  }

  @Test
  void aPaymentTakenBackWhileItsCallIsLostIsTakenBackThereToo() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    PaymentId payment = books.pay(invoice, "110.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    books.settle();
    assertThat(books.records("payments", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Status").asString()).isEqualTo("DELETED"));
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aPaymentWaitsForTheChangeOfItsInvoice() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("500", "POST", "Invoices");
    reprice(books, invoice, "165.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    PaymentId payment = books.pay(invoice, "165.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.records("payments", _ -> true)).isEmpty();
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(amounts(books)).containsExactly("165.0", "165.0");
  }

  @Test
  void anInvoiceWaitsForThePaymentThatWasTakenBack() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "110.00");
    books.settle();
    // Repeated under its key, it fails again: the removal goes anew some time later.
    books.fault("500", "POST", "Payments");
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    reprice(books, invoice, "165.00");
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 10))).isEmpty();
    assertThat(amounts(books)).containsExactly("165.0", "0.0");
  }

  @Test
  void anInvoiceThatWasChangedAndVoidedIsVoidedAndNoMore() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    reprice(books, invoice, "165.00");
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
    books.settle();
    books.settle();
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 10))).isEmpty();
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Status").asString()).isEqualTo("VOIDED"));
    assertThat(
            books
                .in(() -> books.bean(Story.class).of(Kind.INVOICE, invoice.value()))
                .getLast()
                .changes())
        .containsOnlyKeys(Fields.STATUS);
  }

  @Test
  void clientsWhoSwapTheirNamesBothArrive() {
    BooksRoom books = BooksRoom.open(house);
    ClientId one = books.add("Zed", "Zulu");
    ClientId other = books.add("Yan", "Yoke");
    books.settle();
    books.forgetCalls();
    books.change(one, ClientField.GIVEN_NAME, "Yan");
    books.change(one, ClientField.FAMILY_NAME, "Yoke");
    books.change(other, ClientField.GIVEN_NAME, "Zed");
    books.change(other, ClientField.FAMILY_NAME, "Zulu");
    books.settle();
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 10))).isEmpty();
    assertThat(books.records("contacts", it -> it.path("LastName").asString("").equals("Yoke")))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.path("ContactNumber").asString()).isEqualTo(one.value().toString()));
    assertThat(books.calls("POST", "Contacts")).isEqualTo(1);
  }

  @Test
  void aNameThatSomebodyTookJustBeforeIsMadeUnlikeTheirs() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.add("Zed", "Zulu");
    books.settle();
    books.change(client, ClientField.CITY, "Manly");
    books.settle();
    books.control(books.organisation() + "/contacts", "{\"Name\":\"Zed Zebra\"}");
    books.change(client, ClientField.FAMILY_NAME, "Zebra");
    books.settle();
    books.settle();
    assertThat(books.contacts("Zed Zebra (2)")).hasSize(1);
    assertThat(books.standing("client", client.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whoComesBackFromTheArchiveFindsTheNameTaken() {
    BooksRoom books = BooksRoom.open(house);
    ClientId one = books.add("Zed", "Zulu");
    books.settle();
    archived(books, one, true);
    books.settle();
    books.add("Zed", "Zulu");
    books.settle();
    archived(books, one, false);
    InvoiceId invoice = books.in(() -> books.bean(Billing.class).issue(for110(books, one)));
    books.settle();
    books.settle();
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 10))).isEmpty();
    assertThat(books.contacts("Zed Zulu (2)")).hasSize(1);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void anInvoiceWaitsUntilItsClientIsOutOfTheArchive() {
    BooksRoom books = BooksRoom.open(house);
    ClientId client = books.add("Zed", "Zulu");
    books.settle();
    archived(books, client, true);
    books.settle();
    books.fault("500", "POST", "Contacts");
    archived(books, client, false);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    InvoiceId invoice = books.in(() -> books.bean(Billing.class).issue(for110(books, client)));
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.WAITING);
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static void archived(BooksRoom books, ClientId client, boolean yes) {
    Practices.run(
        books.practice(),
        () -> {
          var clients = books.bean(Clients.class);
          if (yes) {
            clients.archive(client);
          } else {
            clients.restore(client);
          }
        });
  }

  private InvoiceDetails for110(BooksRoom books, ClientId client) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return new InvoiceDetails(
        client,
        null,
        null,
        today,
        today.plusDays(14),
        "",
        LineAmounts.INCLUSIVE,
        List.of(
            new LineDetails(
                "Consultation",
                BigDecimal.ONE,
                new BigDecimal("110.00"),
                "200",
                "OUTPUT",
                BigDecimal.TEN,
                books.room().service())));
  }

  private static void reprice(BooksRoom books, InvoiceId id, String price) {
    Practices.run(
        books.practice(),
        () -> {
          var billing = books.bean(Billing.class);
          var now = billing.find(id);
          var line = now.lines().getFirst().details();
          billing.change(
              id,
              new InvoiceDetails(
                  now.client(),
                  null,
                  null,
                  now.date(),
                  now.dueDate(),
                  now.reference(),
                  now.lineAmounts(),
                  List.of(
                      new LineDetails(
                          line.description(),
                          line.quantity(),
                          new BigDecimal(price),
                          line.accountCode(),
                          line.taxType(),
                          line.taxRate(),
                          line.service()))));
        });
  }

  /** Total and what was paid, as the only invoice over there shows them. */
  private static List<String> amounts(BooksRoom books) {
    JsonNode it = books.records("invoices", _ -> true).getFirst();
    return List.of(
        String.valueOf(it.path("Total").asDouble()),
        String.valueOf(it.path("AmountPaid").asDouble()));
  }
}
