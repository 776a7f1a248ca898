package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.Browser;
import dev.tandem.Browser.Page;
import dev.tandem.Program;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Somebody asks for a record to be sent, waits, and is told what became of it. */
@TandemTest
class SendNowTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String WAIT = "?wait=40";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private Program program(BooksRoom books) {
    return TestPractice.of(house, books.practice()).program(Role.OWNER);
  }

  private static String path(String kind, Object id, String what) {
    return "/api/v1/ledger/" + kind + "/" + id + "/" + what;
  }

  private static JsonNode json(Page page) {
    return JSON.readTree(page.body());
  }

  private Page push(BooksRoom books, String kind, Object id) throws InterruptedException {
    try (var _ = new TurningLane(books)) {
      return program(books).post(path(kind, id, "push") + WAIT, "");
    }
  }

  @Test
  void tellsTheContactsIdAndWhetherItWasCreatedOrUpdated() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.add("Ann", "Lee");
    Page created = push(books, "client", ann);
    assertThat(created.status()).isEqualTo(200);
    assertThat(json(created).path("outcome").asString()).isEqualTo("created");
    assertThat(json(created).path("ledgerId").asString())
        .isEqualTo(books.ledgerId("client", ann.value()));

    books.change(ann, ClientField.EMAIL, "ann@example.com");
    Page updated = push(books, "client", ann);
    assertThat(json(updated).path("outcome").asString()).isEqualTo("updated");

    Page same = push(books, "client", ann);
    assertThat(json(same).path("outcome").asString()).isEqualTo("unchanged");
  }

  @Test
  void whatItNeedsGoesFirst() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "New");
    InvoiceId invoice = invoice(books, bo, "200");
    PaymentId payment = books.pay(invoice, "20.00");
    // It was tried in vain, and its next try is far away.
    books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql(
                            "update practice.pending_push set not_before = now() + interval '9 years' where record = ?")
                        .param(bo.value())
                        .update()));
    Page paid = push(books, "payment", payment);
    assertThat(paid.status()).isEqualTo(200);
    assertThat(json(paid).path("outcome").asString()).isEqualTo("created");
    assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.log().stream().map(it -> it.operation()).filter(it -> it.startsWith("create")))
        .startsWith("create payments", "create invoices", "create clients");
  }

  /** The ledger changes no invoice that has payments. */
  @Test
  void aPaymentTakenBackLeavesBeforeTheChangeOfItsInvoice() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = invoice(books, books.room().client(), "200");
    PaymentId payment = books.pay(invoice, "20.00");
    books.settle();
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    books.rewrite(invoice, "Order 7", null);
    var waits = books.standing("invoice", invoice.value());
    assertThat(waits.reason()).contains("a payment that was removed here");
    assertThat(waits.cause()).isEqualTo(new RecordRef("payment", payment.value()));
    var waiting =
        books.in(
            () ->
                books
                    .bean(WaitingRecords.class)
                    .list(new WaitingRecords.Question(null, null, null, null, null), 1, 10));
    assertThat(waiting)
        .filteredOn(it -> it.record().id().equals(invoice.value()))
        .singleElement()
        .satisfies(
            it -> assertThat(it.needs()).isEqualTo(new RecordRef("payment", payment.value())));
    Page sent = push(books, "invoice", invoice);
    assertThat(json(sent).path("outcome").asString()).isEqualTo("updated");
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(
            books.log().stream().map(it -> it.operation()).filter(it -> it.startsWith("change ")))
        .startsWith("change invoices", "change payments");
  }

  @Test
  void whatWaitsIsListedInTheOrderInWhichItGoesAndNamesItsCause() {
    BooksRoom books = BooksRoom.openSilent(house);
    ClientId bo = books.add("Bo", "New");
    InvoiceId invoice = invoice(books, bo, "200");
    PaymentId payment = books.pay(invoice, "20.00");
    // Queued again last, and still first to go.
    books.change(bo, ClientField.EMAIL, "bo@example.com");
    var asked =
        new WaitingRecords.Question(null, null, null, null, List.of(bo.value(), invoice.value()));
    assertThat(books.in(() -> books.bean(WaitingRecords.class).list(asked, 1, 10)))
        .extracting(it -> it.record().id(), it -> it.needs() == null ? null : it.needs().id())
        .containsExactly(
            tuple(bo.value(), null),
            tuple(invoice.value(), bo.value()),
            tuple(payment.value(), invoice.value()));
    assertThat(books.standing("payment", payment.value()).cause())
        .isEqualTo(new RecordRef("invoice", invoice.value()));
  }

  @Test
  void aRefusalIsToldInTheLedgersWords() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = invoice(books, books.room().client(), "999");
    Page refused = push(books, "invoice", invoice);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).hasValue("application/problem+json");
    assertThat(json(refused).path("detail").asString()).contains("999");
    assertThat(json(refused).path("outcome").asString()).isEqualTo("refused");
  }

  @Test
  void whoWaitsForAPaymentHearsThatItsInvoiceWasRefused() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = invoice(books, books.room().client(), "999");
    PaymentId payment = books.pay(invoice, "5.00");
    Page refused = push(books, "payment", payment);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(json(refused).path("record").path("id").asString()).isEqualTo(invoice.toString());
    assertThat(json(refused).path("detail").asString()).contains("999");
  }

  @Test
  void nobodyWaitsForWhatIsStopped() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.add("Ann", "Lee");
    Practices.run(books.practice(), () -> books.bean(Lanes.class).pause(books.lane()));
    Page paused = program(books).post(path("client", ann, "push") + WAIT, "");
    assertThat(paused.status()).isEqualTo(409);
    assertThat(json(paused).path("detail").asString()).contains("paused");
    Practices.run(books.practice(), () -> books.bean(Lanes.class).resume(books.lane()));
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    Page off = program(books).post(path("client", ann, "push") + WAIT, "");
    assertThat(off.status()).isEqualTo(409);
    assertThat(json(off).path("detail").asString()).isEqualTo("Sending is off.");
  }

  @Test
  void whatTakesLongerIsStillOnItsWay() {
    BooksRoom books = BooksRoom.open(house);
    ClientId ann = books.add("Ann", "Lee");
    Page waits = program(books).post(path("client", ann, "push") + "?wait=0", "");
    assertThat(waits.status()).isEqualTo(202);
    assertThat(json(waits).path("outcome").asString()).isEqualTo("waiting");
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.WAITING);
    // Asked for by a person, it goes without waiting for others to share its call.
    books.turn();
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aMarkedRecordWaitsAndGoesWithoutACallIfNothingChanged() {
    BooksRoom books = BooksRoom.open(house);
    UUID ann = books.room().client().value();
    Page marked = program(books).post(path("client", ann, "pending"), "");
    assertThat(marked.status()).isEqualTo(202);
    assertThat(json(marked).path("state").asString()).isEqualTo("WAITING");
    books.forgetCalls();
    books.settle();
    assertThat(books.standing("client", ann).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("POST", "/Contacts")).isZero();
  }

  @Test
  void allThatWaitsIsSentAndCounted() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    books.add("Ann", "Lee");
    books.add("Bo", "Ray");
    invoice(books, books.room().client(), "999");
    Page counted;
    try (var _ = new TurningLane(books)) {
      counted = program(books).post("/api/v1/ledger/push" + WAIT, "");
    }
    assertCounts(counted, "{\"sent\":2,\"refused\":1,\"waiting\":0}");
    try (var _ = new TurningLane(books)) {
      counted = program(books).post("/api/v1/ledger/retry" + WAIT, "");
    }
    assertCounts(counted, "{\"retried\":1,\"sent\":0,\"refused\":1,\"waiting\":0}");
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOff(books.binding()));
    books.add("Cy", "Moe");
    JsonNode off = json(program(books).post("/api/v1/ledger/push?wait=0", ""));
    assertThat(off.path("waiting").asInt()).isEqualTo(1);
    assertThat(off.path("reasons").get(0).path("stopped").asBoolean()).isTrue();
    assertThat(off.path("reasons").get(0).path("reason").asString()).containsIgnoringCase("off");
  }

  /** With the words for what was held, and one record that they are about. */
  private static void assertCounts(Page counted, String counts) {
    var all = (ObjectNode) json(counted);
    JsonNode reasons = all.remove("reasons");
    assertThat(all).isEqualTo(JSON.readTree(counts));
    assertThat(reasons).hasSize(1);
    assertThat(reasons.get(0).path("reason").asString()).contains("999");
    assertThat(reasons.get(0).path("records").asInt()).isEqualTo(1);
    assertThat(reasons.get(0).path("stopped").asBoolean()).isFalse();
    assertThat(reasons.get(0).path("first").path("kind").asString()).isEqualTo("invoice");
  }

  @Test
  void theButtonOnARecordWaitsAndTellsWhatCameOfIt() throws InterruptedException {
    BooksRoom books = BooksRoom.open(house);
    ClientId bo = books.add("Bo", "New");
    InvoiceId wrong = invoice(books, bo, "999");
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    String story = "/ledger/story/invoice/" + wrong;
    assertThat(owner.get(story).body()).contains("Send now");
    try (var _ = new TurningLane(books)) {
      // A machine under load may be slower than a test has patience; what counts is what it says.
      while (books.standing("invoice", wrong.value()).state() != State.NEEDS_YOU) {
        owner.get(story);
        owner.submit(story + "/push", Map.of());
      }
      owner.get(story);
      assertThat(owner.htmx(story + "/push", Map.of()).body())
          .contains("id=\"ledger-sent\"", "999")
          .containsAnyOf("It did not go.", "Still on its way.");
    }
    assertThat(books.standing("client", bo.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void aRecordGoesFromChangedToPendingToSyncedOrError() throws InterruptedException {
    BooksRoom books = BooksRoom.openSilent(house);
    Program program = program(books);
    UUID ann = books.room().client().value();
    InvoiceId wrong = invoice(books, books.room().client(), "999");
    assertThat(side(program, "clients", ann).path("status").asString()).isEqualTo("pending");
    assertThat(
            side(program, "clients", ann).path("id").isMissingNode()
                || side(program, "clients", ann).path("id").isNull())
        .isTrue();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    assertThat(side(program, "clients", ann).path("status").asString()).isEqualTo("pending");
    books.settle();
    JsonNode synced = side(program, "clients", ann);
    assertThat(synced.path("status").asString()).isEqualTo("synced");
    assertThat(synced.path("id").asString()).isEqualTo(books.ledgerId("client", ann));
    assertThat(synced.path("syncedAt").asString()).isNotEmpty();
    JsonNode refused = side(program, "invoices", wrong.value());
    assertThat(refused.path("status").asString()).isEqualTo("error");
    assertThat(refused.path("error").asString()).contains("999");

    books.change(new ClientId(ann), ClientField.EMAIL, "ann@example.com");
    JsonNode changed = side(program, "clients", ann);
    assertThat(changed.path("status").asString()).isEqualTo("pending");
    assertThat(changed.path("id").asString()).isEqualTo(synced.path("id").asString());
    books.settle();
    assertThat(side(program, "clients", ann).path("status").asString()).isEqualTo("synced");
  }

  private static JsonNode side(Program program, String where, UUID id) {
    return json(program.get("/api/v1/" + where + "/" + id)).path("ledger");
  }

  private static InvoiceId invoice(BooksRoom books, ClientId client, String account) {
    var line =
        new LineDetails(
            "Consultation",
            BigDecimal.ONE,
            new BigDecimal("110.00"),
            account,
            "OUTPUT",
            BigDecimal.TEN,
            books.room().service());
    var today = LocalDate.now(books.bean(TestClock.class).withZone(PracticeRoom.ZONE));
    return books.in(
        () ->
            books
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
                        List.of(line))));
  }
}
