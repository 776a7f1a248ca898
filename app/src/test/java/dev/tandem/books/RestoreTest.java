package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.plan.Twins;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.PaymentArrangement;
import dev.tandem.practice.billing.PaymentArrangements;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.clients.ClientDetails;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientKind;
import dev.tandem.practice.clients.ClientSearch;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** A database that was put back to an earlier hour, while the ledger went on. */
@TandemTest
class RestoreTest {

  private static final String PUBLIC = "TANDEM_PUBLIC_URL";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private @Nullable ConfigurableApplicationContext node;
  private LostHour lostHour;

  @BeforeEach
  void begin() {
    lostHour = new LostHour(clock);
  }

  @AfterEach
  void putBack() {
    System.clearProperty(PUBLIC);
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
    InvoiceId waiting = lostHour.invoice(books, bo, "Waiting");
    PaymentId part = books.pay(open, "20.00");

    ClientId zoe;
    ClientId company;
    InvoiceId lost;
    PaymentId taken;
    Map<String, String> before;
    Instant copied = clock.instant();
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
      books.rewrite(open, "Meanwhile", null);
      books.settle();
      clock.advance(Duration.ofMinutes(20));
      lost = lostHour.invoice(books, zoe, "Lost");
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
      clock.advance(Duration.ofMinutes(40));
      assertThat(Duration.between(copied, clock.instant()))
          .isBetween(Duration.ofHours(1), Duration.ofMinutes(70));
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
    assertThat(books.find(open).reference()).isEqualTo("Meanwhile");
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
    assertThat(books.records("invoices", _ -> true))
        .extracting(it -> it.path("InvoiceNumber").asString())
        .doesNotHaveDuplicates();
  }

  @Test
  void aWriteThatWasUnderWayInTheCopyIsMadeOnce() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId open = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    PaymentId part = books.pay(open, "20.00");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lostHour.pass(books);
      copy.putBack();
    }
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(books.find(open).payments()).extracting(PaymentView::id).containsExactly(part);
    assertThat(books.standing("payment", part.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsNotOursIsLeftAlone() {
    BooksRoom books = BooksRoom.open(house);
    String ann = books.ledgerId("client", books.room().client().value());
    // Another practice of the same installation, whose client's number somebody copied.
    ClientId elsewhere = PracticeRoom.open(house).client();
    clock.advance(Duration.ofMinutes(10));
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      contact(books, "Random", UUID.randomUUID().toString());
      contact(books, "Older", "018f0000-0000-7000-8000-000000000001");
      contact(books, "Elsewhere", elsewhere.toString());
      contact(books, "Odd", "CUST-17");
      // Made in Xero, under a number such as ours, for a client of ours.
      books.control(
          books.organisation() + "/invoices",
          "{\"Type\":\"ACCREC\",\"InvoiceNumber\":\"INV-0099\",\"Contact\":{\"ContactID\":\"%s\"},\"LineItems\":[{\"Description\":\"By hand\",\"Quantity\":1,\"UnitAmount\":5,\"AccountCode\":\"200\"}]}"
              .formatted(ann));
      lostHour.pass(books);
      copy.putBack();
    }
    books.settle();
    assertThat(books.in(() -> books.bean(Clients.class).search(ClientSearch.forText(""))).clients())
        .extracting(ClientView::name)
        .containsExactly("Ann Lee");
    assertThat(books.in(() -> books.bean(Billing.class).byNumbers(List.of("INV-0099")))).isEmpty();
    assertThat(books.in(() -> books.bean(Billing.class).upcomingNumber())).isEqualTo("INV-0001");
  }

  @Test
  void whoPaysALostInvoiceIsNotWhomItIsFor() {
    System.setProperty(PUBLIC, "https://desk.example");
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    ClientId fund = books.add("Harbour", "Fund");
    books.settle();
    InvoiceId lost;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lost = lostHour.invoice(books, ann, fund, "Lost");
      lostHour.pass(books);
      copy.putBack();
    }
    books.settle();
    assertThat(books.find(lost).client()).isEqualTo(ann);
    assertThat(books.find(lost).payer()).isEqualTo(fund);
    assertThat(books.standing("invoice", lost.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Xero has no word of ours then of whom it is for. */
  @Test
  void whoPaysForOthersIsNotTakenForWhomALostInvoiceWithoutAnAddressIsFor() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    ClientId fund = books.add("Harbour", "Fund");
    Practices.run(
        books.practice(),
        () ->
            books.bean(PaymentArrangements.class).arrange(ann, new PaymentArrangement(fund, null)));
    lostHour.invoice(books, ann, fund, "Before");
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lostHour.invoice(books, ann, fund, "Lost");
      lostHour.pass(books);
      copy.putBack();
    }
    books.settle();
    assertThat(books.in(() -> books.bean(Billing.class).ofClient(fund, 10)))
        .as("what was there before")
        .extracting(InvoiceView::client)
        .containsExactly(ann);
    assertThat(LostHour.entries(books))
        .anySatisfy(it -> assertThat(it.toString()).contains("pays for others, too"));
  }

  @Test
  void whoPaysALostInvoiceOfSomebodyWhoIsLostTooDoesNotGetIt() {
    System.setProperty(PUBLIC, "https://desk.example");
    BooksRoom books = BooksRoom.open(house);
    ClientId fund = books.add("Harbour", "Fund");
    books.settle();
    InvoiceId lost;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      clock.advance(Duration.ofMinutes(1));
      // Whom the ledger never hears of: the fund pays.
      ClientId bo = books.add("Bo", "Stone");
      Practices.run(books.practice(), () -> books.bean(Twins.class).leave(books.binding(), bo));
      lost = lostHour.invoice(books, bo, fund, "Lost");
      lostHour.pass(books);
      copy.putBack();
    }
    books.settle();
    assertThat(books.in(() -> books.bean(Billing.class).byIds(List.of(lost)))).isEmpty();
    assertThat(LostHour.entries(books))
        .anySatisfy(it -> assertThat(it.toString()).contains("its contact there only pays it"));
  }

  @Test
  void twoThatLookAtOnceBringBackOnce() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    try (var copy = PracticeCopy.of(database, books.practice())) {
      for (int i = 0; i < 30; i++) {
        ClientId client = books.add("Client", "Number " + i);
        lostHour.invoice(books, client, "Work");
      }
      lostHour.pass(books);
      copy.putBack();
    }
    var together = new CountDownLatch(2);
    Callable<Boolean> looker =
        () ->
            Practices.in(
                books.practice(),
                () -> {
                  together.countDown();
                  together.await();
                  for (Kind kind : Kind.values()) {
                    books
                        .bean(Lanes.class)
                        .visit(
                            books.binding(),
                            calls -> {
                              books.bean(Inbox.class).sweep(kind, LaneClass.PERSON, calls);
                              return kind;
                            });
                  }
                  return true;
                });
    try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var it : both.invokeAll(List.of(looker, looker))) {
        assertThat(it.get()).isTrue();
      }
    }
    assertThat(
            books
                .in(() -> books.bean(Clients.class).search(ClientSearch.forText("Client")))
                .total())
        .isEqualTo(30);
    assertThat(LostHour.entries(books)).hasSize(60);
    assertThat(books.in(() -> books.bean(Billing.class).search(lostHour.everyInvoice())).count())
        .isEqualTo(30);
    books.settle();
    assertThat(books.records("contacts", it -> it.path("Name").asString().startsWith("Client")))
        .hasSize(30);
  }

  private static void contact(BooksRoom books, String name, String number) {
    books.control(
        books.organisation() + "/contacts",
        "{\"Name\":\"%s\",\"ContactNumber\":\"%s\"}".formatted(name, number));
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
}
