package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.adoption.Adoptions;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Adoption;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceSearch;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
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
      whileTheLedgerGoesOn(books);
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
      whileTheLedgerGoesOn(books);
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
  void anEditMadeAfterTheRestoreIsNotOverwritten() {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "Stone");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      books.settle();
      books.change(bo, ClientField.EMAIL, "before@example.com");
      whileTheLedgerGoesOn(books);
      copy.putBack();
    }
    books.change(bo, ClientField.EMAIL, "after@example.com");
    books.settle();
    assertThat(books.contacts("Bo Stone"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("EmailAddress").asString()).isEqualTo("before@example.com"));
    assertThat(books.in(() -> books.bean(Clients.class).find(bo)).details().email())
        .isEqualTo("after@example.com");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(10)))
        .singleElement()
        .satisfies(it -> assertThat(it.theirs()).isEqualTo("before@example.com"));
  }

  @Test
  void aNumberThatWasGivenAgainIsDecidedByAPerson() {
    BooksRoom books = BooksRoom.open(house);
    ClientId zoe = books.add("Zoë", "O'Brien");
    books.settle();
    String number;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      number = books.find(invoice(books, zoe, "Lost")).number();
      whileTheLedgerGoesOn(books);
      copy.putBack();
    }
    InvoiceId another = books.invoice();
    assertThat(books.find(another).number()).isEqualTo(number);
    books.settle();
    assertThat(entries(books))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.verdict()).isEqualTo("person");
              assertThat(it.reason()).contains(number, "next number");
            });
    assertThat(books.standing("invoice", another.value()).state()).isNotEqualTo(State.IN_STEP);
    assertThat(books.records("invoices", _ -> true)).hasSize(1);

    // A person gives the invoice here another number, and has it looked again.
    books.in(() -> books.bean(Billing.class).giveNextNumber(another));
    Practices.run(books.practice(), () -> books.bean(Adoptions.class).adopt());
    books.settle();
    assertThat(entries(books)).extracting(Adoption.Entry::verdict).containsExactly("returned");
    InvoiceId lost =
        books.in(() -> books.bean(Billing.class).byNumbers(List.of(number))).get(number);
    assertThat(books.find(lost).client()).isEqualTo(zoe);
    assertThat(books.records("invoices", _ -> true)).hasSize(2);
    assertThat(books.standing("invoice", another.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void twoThatLookAtOnceBringBackOnce() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    try (var copy = PracticeCopy.of(database, books.practice())) {
      for (int i = 0; i < 30; i++) {
        ClientId client = books.add("Client", "Number " + i);
        invoice(books, client, "Work");
      }
      whileTheLedgerGoesOn(books);
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
                            20,
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
    assertThat(entries(books)).hasSize(60);
    assertThat(books.in(() -> books.bean(Billing.class).search(everyInvoice())).count())
        .isEqualTo(30);
    books.settle();
    assertThat(books.records("contacts", it -> it.path("Name").asString().startsWith("Client")))
        .hasSize(30);
  }

  @Test
  void whatAPersonLeavesInXeroIsNotLookedAtAgain() {
    BooksRoom books = BooksRoom.open(house);
    ClientId zoe = books.add("Zoë", "O'Brien");
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      invoice(books, zoe, "Lost");
      whileTheLedgerGoesOn(books);
      copy.putBack();
    }
    InvoiceId another = books.invoice();
    books.settle();
    var adoptions = books.bean(Adoptions.class);
    String id = entries(books).getFirst().ledgerId();
    assertThat(books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", id))).isTrue();
    assertThat(books.in(() -> adoptions.leaveAlone(books.binding(), "invoice", id))).isFalse();
    books.in(() -> books.bean(Billing.class).giveNextNumber(another));
    Practices.run(books.practice(), adoptions::adopt);
    books.settle();
    assertThat(entries(books)).isEmpty();
    assertThat(books.in(() -> books.bean(Billing.class).search(everyInvoice())).count())
        .isEqualTo(1);
  }

  private InvoiceSearch everyInvoice() {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return new InvoiceSearch(null, "", List.of(), today, 1, 100);
  }

  private static List<Adoption.Entry> entries(BooksRoom books) {
    return books.in(() -> books.bean(Adoption.class).entries(BooksRoom.TENANT, null, 100));
  }

  private static void contact(BooksRoom books, String name, String number) {
    books.control(
        books.organisation() + "/contacts",
        "{\"Name\":\"%s\",\"ContactNumber\":\"%s\"}".formatted(name, number));
  }

  /**
   * What waits is sent; the sweeps go on: with the next one it is seen that the database went back.
   */
  private void whileTheLedgerGoesOn(BooksRoom books) {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofMinutes(54));
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
