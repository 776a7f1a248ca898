package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestXero;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Webhooks are on: Xero tells us of everything, also of what we did ourselves. */
@TandemTest
class EchoJourneyTest {

  private static final String CONTACT = "CONTACT";
  private static final String INVOICE = "INVOICE";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  @AfterEach
  void putBack() {
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    clock.reset();
  }

  @Test
  void ownWritesCauseNoFetchAndAPaymentInXeroCausesOne() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url()) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
    List<InvoiceId> invoices = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      books.add("Client", "Number" + i);
      invoices.add(books.invoice());
    }
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    invoices.forEach(it -> books.pay(it, "110.00"));
    books.settle();
    awaitEvents(60 + 60 + 60);
    books.forgetCalls();
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    books.settle();
    assertThat(books.calls("GET", "/api.xro")).as("their echoes cost no call").isZero();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.log()).noneMatch(it -> it.operation().startsWith("fetch"));
    assertThat(invoices).allSatisfy(it -> assertThat(books.find(it).payments()).hasSize(1));

    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()) + "/pay",
        "");
    awaitEvents(182);
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.log().stream().filter(it -> it.operation().startsWith("fetch"))).hasSize(1);
  }

  /** The event of it comes late, when our own change has gone over it already. */
  @Test
  void anOverlappedEditLeavesATrace() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.advance(Duration.ofSeconds(10));
    books.control(
        books.organisation() + "/contacts/" + there, "{\"EmailAddress\":\"theirs@example.com\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(books.contacts("Ann Lee").getFirst().path("EmailAddress").asString())
        .as("overtaken: the reading before was fresh enough")
        .isEqualTo("ours@example.com");
    assertThat(overtaken(books, ann)).isZero();

    deliver(CONTACT, there, written(books));
    books.settle();
    assertThat(overtaken(books, ann)).as("our own write's event").isZero();
    deliver(CONTACT, there, edited);
    books.settle();
    assertThat(overtaken(books, ann)).isEqualTo(1);
    assertThat(books.log())
        .as("looked up, once")
        .extracting(it -> it.operation())
        .filteredOn(it -> it.startsWith("fetch"))
        .containsExactlyInAnyOrder("fetch the history of clients", "fetch clients");
  }

  /** As Xero has it: {@code /Date(1700000000000+0000)/}. */
  private static Instant written(BooksRoom books) {
    String at = books.contacts("Ann Lee").getFirst().path("UpdatedDateUTC").asString();
    return Instant.ofEpochMilli(Long.parseLong(at.replaceAll("\\D*(\\d+).*", "$1")));
  }

  /** Read back later it shows the time of the edit: our own write's event is nobody's edit. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aChangeWhoseAnswerWasLostIsNobodysEditThoughItWasEditedSince(boolean editedBefore)
      throws Exception {
    int found = editedBefore ? 1 : 0;
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    // Our call is prepared when the test says, however long that takes.
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(10));
    if (editedBefore) {
      edit(books, there, "{\"EmailAddress\":\"before@example.com\"}");
    }
    Instant before = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    books.fault("drop-after-commit", "POST", "Contacts");
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    Instant landed = clock.instant();
    books.turn();
    assertThat(books.contacts("Ann Lee").getFirst().path("EmailAddress").asString())
        .isEqualTo("ours@example.com");
    clock.advance(Duration.ofSeconds(30));
    edit(books, there, "{\"AccountNumber\":\"A-7\"}");
    Instant after = clock.instant();
    // Too late to send it again under its key: what became of it is read.
    clock.advance(Duration.ofMinutes(5));
    books.settle();
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(Outbox.State.IN_STEP);

    deliver(CONTACT, there, landed);
    deliver(CONTACT, there, after);
    books.settle();
    assertThat(overtaken(books, ann)).as("our own, and what came after it").isEqualTo(found);
    if (editedBefore) {
      deliver(CONTACT, there, before);
      books.settle();
      assertThat(overtaken(books, ann)).as("what it did go over, once").isEqualTo(found);
    }
  }

  /** As near as the echo of our own write, and told of beside it: nothing of ours goes over it. */
  @Test
  void anEditInTheMomentAfterOurWriteIsReadBeforeWeWriteAgain() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    Instant written = write(books, ann, "ours@example.com");
    deliver(CONTACT, there, written);
    deliver(CONTACT, there, written);
    books.turn();
    clock.advance(Duration.ofMillis(50));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    deliver(CONTACT, there, clock.instant());
    books.change(ann, ClientField.EMAIL, "newer@example.com");
    books.turn();
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(email(books)).isEqualTo("theirs@example.com");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.ours()).isEqualTo("newer@example.com");
              assertThat(it.theirs()).isEqualTo("theirs@example.com");
            });
  }

  /** The same, and its event comes when we have gone over it already. */
  @Test
  void anEditInTheMomentAfterOurWriteThatIsToldOfTooLateIsAskedAbout() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    deliver(CONTACT, there, write(books, ann, "ours@example.com"));
    books.turn();
    clock.advance(Duration.ofMillis(50));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    Instant edited = clock.instant();
    Instant written = write(books, ann, "newer@example.com");
    assertThat(email(books)).as("overtaken").isEqualTo("newer@example.com");
    deliver(CONTACT, there, written);
    books.settle();
    assertThat(overtaken(books, ann)).isZero();
    deliver(CONTACT, there, edited);
    books.settle();
    assertThat(overtaken(books, ann)).isEqualTo(1);
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .extracting(Conflicts.Open::field)
        .containsExactly("e-mail");
  }

  /** One of two events beside our write, and its own is stamped a little later than the write. */
  @Test
  void anEditInTheMomentBeforeOurWriteIsAskedAbout() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(10));
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofMillis(40));
    books.turn();
    assertThat(email(books)).as("overtaken").isEqualTo("ours@example.com");
    deliver(CONTACT, there, edited);
    deliver(CONTACT, there, clock.instant().plusMillis(5));
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .extracting(Conflicts.Open::field)
        .containsExactly("e-mail");
  }

  /** The first of two was read as soon as it was told of, and the second before anybody looked. */
  @Test
  void anEditInTheMomentAfterOneThatWasReadIsAskedAbout() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(10));
    edit(books, there, "{\"AccountNumber\":\"A-7\"}");
    deliver(CONTACT, there, clock.instant());
    books.turn();
    clock.advance(Duration.ofMillis(40));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    Instant edited = clock.instant();
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(email(books)).as("overtaken").isEqualTo("ours@example.com");
    deliver(CONTACT, there, edited);
    books.settle();
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .extracting(Conflicts.Open::field)
        .containsExactly("e-mail");
  }

  /** So soon after what is known that a reading is to tell: ours waits for that reading. */
  @Test
  void whatWasToldAMomentAgoIsReadBeforeOursGoesOverIt() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(10));
    edit(books, there, "{\"AccountNumber\":\"A-7\"}");
    deliver(CONTACT, there, clock.instant());
    books.turn();
    clock.advance(Duration.ofSeconds(1));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    deliver(CONTACT, there, clock.instant());
    books.turn();
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofMillis(2500));
    books.turn();
    assertThat(email(books)).isEqualTo("theirs@example.com");
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .extracting(Conflicts.Open::field, Conflicts.Open::sort)
        .containsExactly(tuple("e-mail", Conflicts.Sort.BOTH));
  }

  /** Our payment moves its invoice's time about then, so the time alone tells nobody apart. */
  @Test
  void anEditInTheMomentAfterOurPaymentIsTaken() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant());
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(10));
    pay(books, invoice);
    deliver(INVOICE, there, clock.instant());
    books.turn();
    clock.advance(Duration.ofMillis(50));
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    deliver(INVOICE, there, clock.instant());
    books.settle();
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
  }

  /** What the list shows of it then is the time to which our payment moved it. */
  @Test
  void anEditASecondBeforeOurPaymentIsTaken() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant());
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(10));
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofMillis(900));
    books.turn();
    assertThat(books.find(invoice).reference()).as("not read so far").isEqualTo("Order 7");
    deliver(INVOICE, there, edited);
    deliver(INVOICE, there, clock.instant());
    books.settle();
    later(books);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
  }

  /** The reading that was to tell is made after our payment has moved the time. */
  @Test
  void anEditASecondAfterOurChangeIsTakenThoughAPaymentFollows() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant());
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(1));
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    deliver(INVOICE, there, clock.instant());
    books.turn();
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    later(books);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
  }

  /** A payment of ours moves the invoice's time over that of the edit before it. */
  @Test
  void anEditBeforeOurPaymentIsTakenWhereNothingIsToldOfEither() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = changedInvoice(books);
    editAndPay(books, invoice);
    later(books);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
    assertThat(fetches(books)).containsExactly("fetch invoices");
    later(books);
    assertThat(fetches(books)).as("it is read now").containsExactly("fetch invoices");
  }

  /**
   * Who is told of our payment is told of what was before it, too: nothing shows that one is
   * missing.
   */
  @Test
  void anEditBeforeOurPaymentThatWasNotToldIsTakenInTheNight() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = changedInvoice(books);
    editAndPay(books, invoice);
    deliver(INVOICE, books.ledgerId("invoice", invoice.value()), clock.instant());
    later(books);
    assertThat(books.find(invoice).reference())
        .as("no reading of changes shows it")
        .isEqualTo("Order 7");
    night(books);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
  }

  @Test
  void anEditBeforeOurPaymentIsAskedAboutBeforeOursGoesOverIt() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = changedInvoice(books);
    editAndPay(books, invoice);
    books.rewrite(invoice, "Order 9", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Reference").asString()).isEqualTo("Order 8"));
    assertThat(books.in(() -> books.bean(Conflicts.class).open(50)))
        .extracting(Conflicts.Open::field, Conflicts.Open::sort)
        .containsExactly(tuple("reference", Conflicts.Sort.BOTH));
  }

  /** Listed with the payment's time while nobody knew whether that had arrived. */
  @Test
  void anEditBeforeOurPaymentThatWasListedWhileThatWasOpenIsTaken() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = changedInvoice(books);
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(20));
    String there = books.ledgerId("invoice", invoice.value());
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(20));
    books.fault("drop-after-commit", "PUT", "Payments");
    books.turn();
    // Further than a reading goes back, and soon enough to ask under the write's own key.
    clock.advance(Duration.ofMinutes(3));
    sweep(books, Kind.INVOICE);
    books.settle();
    later(books);
    assertThat(books.find(invoice).payments()).hasSize(1);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
    assertThat(books.records("payments", _ -> true)).hasSize(1);
  }

  /** One of the two events is our payment's. */
  @Test
  void anEditInTheMomentBeforeOurPaymentIsTaken() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant());
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(10));
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofMillis(80));
    books.turn();
    assertThat(books.find(invoice).reference()).as("not read so far").isEqualTo("Order 7");
    deliver(INVOICE, there, edited);
    deliver(INVOICE, there, clock.instant());
    books.settle();
    later(books);
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
  }

  private void sweep(BooksRoom books, Kind kind) {
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls -> {
                      books.bean(Inbox.class).sweep(kind, LaneClass.SWEEP, calls);
                      return true;
                    }));
  }

  private void night(BooksRoom books) {
    clock.advance(Duration.ofHours(45));
    for (int i = 0; i < 5; i++) {
      books.settle();
      // What is only a precaution is asked for at a distance.
      clock.advance(Duration.ofMinutes(6));
    }
  }

  private void editAndPay(BooksRoom books, InvoiceId invoice) {
    clock.stopAt(clock.instant());
    clock.advance(Duration.ofSeconds(20));
    String there = books.ledgerId("invoice", invoice.value());
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(20));
    books.turn();
    assertThat(books.find(invoice).reference()).as("not read so far").isEqualTo("Order 7");
  }

  private static List<String> fetches(BooksRoom books) {
    return books.log().stream()
        .map(SyncLog.Call::operation)
        .filter("fetch invoices"::equals)
        .toList();
  }

  /** What a reading has shown while our write was open, no later one shows. */
  @Test
  void anEditASecondAfterOurWriteThatWasListedWhileItWasOpenIsTaken() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.room().client();
    String there = books.ledgerId("client", ann.value());
    clock.stopAt(clock.instant());
    books.fault("drop-after-commit", "POST", "Contacts");
    write(books, ann, "ours@example.com");
    assertThat(email(books)).as("it has arrived, its answer is lost").isEqualTo("ours@example.com");
    clock.advance(Duration.ofSeconds(1));
    edit(books, there, "{\"EmailAddress\":\"theirs@example.com\"}");
    // Further than a reading goes back, and soon enough to ask under the write's own key.
    clock.advance(Duration.ofMinutes(3));
    sweep(books, Kind.CLIENT);
    books.settle();
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(Outbox.State.IN_STEP);
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).details().email())
        .isEqualTo("theirs@example.com");
  }

  private void later(BooksRoom books) {
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  /** When it was, by Xero's clock. */
  private Instant write(BooksRoom books, ClientId client, String email) {
    clock.advance(Duration.ofSeconds(1));
    books.change(client, ClientField.EMAIL, email);
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    return clock.instant();
  }

  private static String email(BooksRoom books) {
    return books.contacts("Ann Lee").getFirst().path("EmailAddress").asString();
  }

  private static void edit(BooksRoom books, String contact, String json) {
    books.control(books.organisation() + "/contacts/" + contact, json);
  }

  /** A payment moves its invoice's time later on, and goes over nothing. */
  @Test
  void anEditBetweenOurChangeAndItsPaymentIsTaken() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    clock.advance(Duration.ofSeconds(10));
    books.control(books.organisation() + "/invoices/" + there, "{\"Reference\":\"Order 8\"}");
    Instant edited = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    pay(books, invoice);
    assertThat(books.find(invoice).reference()).as("not read so far").isEqualTo("Order 7");

    deliver(INVOICE, there, edited);
    books.settle();
    assertThat(books.find(invoice).reference()).isEqualTo("Order 8");
    assertThat(overtaken(books, Kind.INVOICE, invoice.value())).isZero();
  }

  @Test
  void theLateEchoOfAChangeIsNobodysEditThoughAPaymentFollowedIt() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    // What it takes for "now" is Xero's time of the change, however slow the machine.
    clock.stopAt(clock.instant());
    InvoiceId invoice = changedInvoice(books);
    String there = books.ledgerId("invoice", invoice.value());
    Instant changed = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    pay(books, invoice);
    Instant paid = clock.instant();
    clock.advance(Duration.ofSeconds(10));
    pay(books, invoice);
    deliver(INVOICE, there, changed);
    deliver(INVOICE, there, paid);
    books.settle();
    assertThat(overtaken(books, Kind.INVOICE, invoice.value())).isZero();
  }

  /** The first of all: nothing else would read that there are any. */
  @Test
  void depositsMadeInXeroForAClientAppearByTheirEvents() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    String ann = books.ledgerId("client", books.room().client().value());
    subscribe();
    receive(books, "RECEIVE-OVERPAYMENT", ann, "60", "");
    receive(
        books,
        "RECEIVE-PREPAYMENT",
        ann,
        "70",
        ",\"AccountCode\":\"200\",\"TaxType\":\"EXEMPTOUTPUT\"");
    books.settle();
    assertThat(desk.all())
        .extracting(it -> it.remaining().intValue())
        .containsExactlyInAnyOrder(60, 70);
    assertThat(desk.all()).allMatch(it -> it.fromLedger());
    assertThat(books.log()).anyMatch(it -> it.operation().startsWith("fetch deposits"));
    // What becomes of them without an event is seen, too.
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    String over = desk.overpayments().getFirst().path("OverpaymentID").asString();
    xero.control("POST", "/console/" + BooksRoom.TENANT + "/overpayments/" + over + "/void");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(desk.all())
        .filteredOn(it -> it.removed())
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("60"));
  }

  /**
   * Xero gives one a call, and its lists of them are three: it is asked in the way that is less.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void howeverManyDepositsXeroTellsOfTheyCostThreeCalls(int many) throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    for (int i = 0; i < many; i++) {
      desk.deposit("40.00");
    }
    for (int i = 0; i < 3; i++) {
      books.settle();
      clock.advance(Duration.ofMinutes(6));
    }
    books.settle();
    clock.advance(Duration.ofMinutes(1));
    for (JsonNode it : desk.overpayments()) {
      String id = it.path("OverpaymentID").asString();
      books.control(books.organisation() + "/overpayments/" + id, "{\"Amount\":45}");
      deliver("OVERPAYMENT", id, clock.instant());
    }
    books.forgetCalls();
    books.settle();
    assertThat(desk.all()).hasSize(many).allMatch(it -> it.amount().intValue() == 45);
    assertThat(books.calls("GET", "/api.xro")).isEqualTo(3);
    assertThat(books.calls("GET", "/Prepayments")).isEqualTo(many == 3 ? 0 : 1);
    clock.advance(Duration.ofSeconds(20));
    books.settle();
    assertThat(books.calls("GET", "/api.xro")).as("that was all").isEqualTo(3);
  }

  @Test
  void aDepositMadeInXeroForSomebodyElseIsNobodysHere() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    String stranger =
        books
            .control(books.organisation() + "/contacts", "{\"Name\":\"Stranger\"}")
            .findValuesAsString("ContactID")
            .getFirst();
    subscribe();
    receive(books, "RECEIVE-OVERPAYMENT", stranger, "60", "");
    books.settle();
    assertThat(desk.all()).isEmpty();
    books.forgetCalls();
    clock.advance(Duration.ofHours(1));
    books.settle();
    assertThat(books.calls("GET", "/Overpayments")).as("asked for no more").isZero();
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(Outbox.State.IN_STEP);
  }

  /** A client may be a supplier as well: what the practice paid them is nobody's deposit. */
  @Test
  void whatWasPaidTooMuchToASupplierIsNoDeposit() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    String ann = books.ledgerId("client", books.room().client().value());
    subscribe();
    receive(books, "SPEND-OVERPAYMENT", ann, "60", "");
    books.settle();
    assertThat(desk.all()).isEmpty();
    receive(books, "RECEIVE-OVERPAYMENT", ann, "70", "");
    books.settle();
    assertThat(desk.all()).extracting(it -> it.remaining().intValue()).containsExactly(70);
  }

  private void subscribe() {
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url()) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
  }

  /** Until its event is here. */
  private void receive(BooksRoom books, String type, String contact, String amount, String line)
      throws Exception {
    clock.advance(Duration.ofSeconds(30));
    String events = "and category = '" + type.substring(type.indexOf('-') + 1) + "'";
    long before = delivered(events);
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        "{\"Type\":\"%s\",\"Contact\":{\"ContactID\":\"%s\"},\"BankAccount\":{\"Code\":\"090\"},\"LineItems\":[{\"Description\":\"x\",\"Quantity\":1,\"UnitAmount\":%s%s}]}"
            .formatted(type, contact, amount, line));
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (delivered(events) == before) {
      assertThat(System.nanoTime()).as("its event").isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  /** Sent, and changed here some time later. */
  private InvoiceId changedInvoice(BooksRoom books) {
    InvoiceId invoice = books.invoice();
    books.settle();
    clock.advance(Duration.ofSeconds(10));
    books.rewrite(invoice, "Order 7", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Reference").asString()).isEqualTo("Order 7"));
    return invoice;
  }

  private void pay(BooksRoom books, InvoiceId invoice) {
    books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
  }

  private long overtaken(BooksRoom books, ClientId client) {
    return overtaken(books, Kind.CLIENT, client.value());
  }

  private long overtaken(BooksRoom books, Kind kind, UUID record) {
    return books.in(() -> books.bean(Story.class).of(kind, record)).stream()
        .filter(it -> it.text().contains("just before our own change"))
        .count();
  }

  /** As Xero would: signed, over HTTP. */
  private void deliver(String category, String resource, Instant at) throws Exception {
    byte[] body =
        """
        {"events":[{"resourceUrl":"https://api.xero.com/api.xro/2.0/Any/%s","resourceId":"%s",
        "eventDateUtc":"%s","eventType":"UPDATE","eventCategory":"%s","tenantId":"%s",
        "tenantType":"ORGANISATION"}],"firstEventSequence": 1,"lastEventSequence": 1}"""
            .formatted(
                resource,
                resource,
                LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS),
                category,
                BooksRoom.TENANT)
            .getBytes(StandardCharsets.UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(TandemTest.WEBHOOK_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var request =
        HttpRequest.newBuilder(URI.create(url()))
            .header("Content-Type", "application/json")
            .header("x-xero-signature", Base64.getEncoder().encodeToString(mac.doFinal(body)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  /** The simulator delivers in its own threads. */
  private void awaitEvents(int events) throws InterruptedException {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (delivered() < events) {
      assertThat(System.nanoTime()).as("%d of %d events", delivered(), events).isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private int delivered() {
    return delivered("and body is not null");
  }

  private int delivered(String which) {
    try (var connection = house.getBean(dev.tandem.TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.delivery where tenant = '"
                    + BooksRoom.TENANT
                    + "' "
                    + which)) {
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
