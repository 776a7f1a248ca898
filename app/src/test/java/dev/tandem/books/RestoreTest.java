package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A database that was put back to an earlier hour, while the ledger went on. */
@TandemTest
class RestoreTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private @Nullable ConfigurableApplicationContext node;

  @AfterEach
  void putBack() {
    if (node != null) {
      node.close();
    }
    clock.reset();
  }

  /** A process comes up on the database as it is now. */
  private BooksRoom start(BooksRoom books) {
    node = AnotherNode.beside(database, xero, Map.of());
    return books.on(node);
  }

  @Test
  void theRestoredDatabaseAdoptsAndBringsIn() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    InvoiceId paid = books.invoice();
    PaymentId mistaken = books.pay(paid, "110.00");
    InvoiceId open = books.invoice();
    InvoiceId unwanted = books.invoice();
    books.settle();
    // Known to the copy, but not sent when it is made.
    ClientId bo = books.add("Bo", "Stone");
    InvoiceId waiting = invoice(books, bo, "Waiting");
    PaymentId part = books.pay(open, "20.00");

    ClientId zoe;
    ClientId company;
    InvoiceId lost;
    PaymentId taken;
    Map<String, String> before;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      books.settle();
      zoe =
          books.in(
              () ->
                  books
                      .bean(Clients.class)
                      .add(
                          ClientDetails.person("Zoë", "O'Brien")
                              .with(
                                  Map.of(
                                      ClientField.EMAIL, "zoe@example.com",
                                      ClientField.PHONE, "0491 570 156",
                                      ClientField.CITY, "Sydney"))));
      company =
          books.in(() -> books.bean(Clients.class).add(ClientDetails.organisation("Quay & Sons")));
      // Of the same name as one who is there: it gets a suffix over there, not here.
      books.add("Ann", "Lee");
      books.change(ann, ClientField.EMAIL, "ann@example.com");
      books.change(bo, ClientField.EMAIL, "bo@example.com");
      lost = invoice(books, zoe, "Lost");
      books.settle();
      taken = books.pay(lost, "60.00");
      Practices.run(
          books.practice(),
          () -> {
            books.bean(Billing.class).removePayment(mistaken);
            books.bean(Billing.class).voidInvoice(unwanted);
            books.bean(Clients.class).archive(company);
          });
      books.settle();
      before = ledger(books);
      clock.advance(Duration.ofHours(1));
      copy.putBack();
    }
    String lostNumber = number(books, "Lost");
    books.forgetCalls();
    start(books).settle();

    // Nothing was made a second time, and nothing was changed.
    assertThat(ledger(books)).isEqualTo(before);
    assertThat(books.calls("PUT", "/")).isZero();
    assertThat(books.calls("POST", "/")).isZero();

    // What was made meanwhile is back, under its own name.
    var clients = books.bean(Clients.class);
    ClientDetails back = books.in(() -> clients.find(zoe)).details();
    assertThat(back.kind()).isEqualTo(ClientKind.PERSON);
    assertThat(back.name()).isEqualTo("Zoë O'Brien");
    assertThat(back.email()).isEqualTo("zoe@example.com");
    assertThat(back.address().city()).isEqualTo("Sydney");
    assertThat(books.in(() -> clients.find(company)))
        .satisfies(
            it -> {
              assertThat(it.details().kind()).isEqualTo(ClientKind.ORGANISATION);
              assertThat(it.name()).isEqualTo("Quay & Sons");
              assertThat(it.archived()).isTrue();
            });
    InvoiceId returned =
        books.in(() -> books.bean(Billing.class).byNumbers(List.of(lostNumber))).get(lostNumber);
    assertThat(books.find(returned))
        .satisfies(
            it -> {
              assertThat(it.client()).isEqualTo(zoe);
              assertThat(it.total()).isEqualByComparingTo("110.00");
              assertThat(it.due()).isEqualByComparingTo("50.00");
              assertThat(it.lines().getFirst().details().description()).isEqualTo("Lost");
            });
    assertThat(books.find(returned).payments())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.fromLedger()).isFalse();
              assertThat(it.reference()).isEmpty();
              // The same random bits: its mark in the ledger goes on to be its mark.
              assertThat(it.id().value().getLeastSignificantBits() << 4)
                  .isEqualTo(taken.value().getLeastSignificantBits() << 4);
            });

    // What was known and not linked is linked, and was not sent again.
    assertThat(books.find(open).payments()).extracting(PaymentView::id).containsExactly(part);
    assertThat(books.find(open).due()).isEqualByComparingTo("90.00");
    assertThat(books.in(() -> clients.find(bo)).details().email()).isEqualTo("bo@example.com");

    // What was changed, removed and voided meanwhile is so again.
    assertThat(books.in(() -> clients.find(ann)).details().email()).isEqualTo("ann@example.com");
    assertThat(books.find(paid).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertThat(books.find(unwanted).status()).isEqualTo(InvoiceStatus.VOIDED);

    for (ClientId it : List.of(ann, bo, zoe)) {
      assertThat(books.standing("client", it.value()).state()).isEqualTo(State.IN_STEP);
    }
    for (InvoiceId it : List.of(paid, open, waiting, returned)) {
      assertThat(books.standing("invoice", it.value()).state()).isEqualTo(State.IN_STEP);
    }
    // The numbers go on above those that are in use.
    InvoiceId next = books.invoice();
    assertThat(number(books.find(next).number())).isGreaterThan(number(lostNumber));
    books.settle();
    assertThat(books.standing("invoice", next.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static long number(String text) {
    return Long.parseLong(text.replaceAll("[^0-9]", ""));
  }

  /** The number of the invoice over there whose first line says this. */
  private static String number(BooksRoom books, String line) {
    return books
        .records(
            "invoices",
            it -> it.path("LineItems").path(0).path("Description").asString("").equals(line))
        .getFirst()
        .path("InvoiceNumber")
        .asString();
  }

  /** All that counts of the ledger's contacts, invoices and payments, by its ids. */
  private static Map<String, String> ledger(BooksRoom books) {
    var all = new TreeMap<String, String>();
    for (JsonNode it : books.records("contacts", _ -> true)) {
      all.put(
          it.path("ContactID").asString(),
          "%s %s %s %s"
              .formatted(
                  it.path("Name"),
                  it.path("ContactNumber"),
                  it.path("EmailAddress"),
                  it.path("ContactStatus")));
    }
    for (JsonNode it : books.records("invoices", _ -> true)) {
      all.put(
          it.path("InvoiceID").asString(),
          "%s %s %s %s"
              .formatted(
                  it.path("InvoiceNumber"),
                  it.path("Status"),
                  it.path("Total"),
                  it.path("Contact").path("ContactID")));
    }
    for (JsonNode it : books.records("payments", _ -> true)) {
      all.put(
          it.path("PaymentID").asString(),
          "%s %s %s".formatted(it.path("Reference"), it.path("Status"), it.path("Amount")));
    }
    return all;
  }

  private InvoiceId invoice(BooksRoom books, ClientId client, String line) {
    return books.in(
        () -> {
          LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
          return books
              .bean(Billing.class)
              .issue(
                  new InvoiceDetails(
                      client,
                      null,
                      null,
                      today,
                      today.plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              line,
                              BigDecimal.ONE,
                              new BigDecimal("110.00"),
                              "200",
                              "OUTPUT",
                              BigDecimal.TEN,
                              books.room().service()))));
        });
  }
}
