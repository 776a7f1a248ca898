package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Journey c: somebody records a payment in Xero, and the invoice here is paid. */
@TandemTest
class PaymentInXeroSettlesInvoiceJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void anEventBringsThePaymentAtOnce() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    clock.advance(Duration.ofSeconds(30));
    payInXero(books, invoice, "");
    books.forgetCalls();
    event("INVOICE", books.ledgerId("invoice", invoice.value()), clock.instant());
    event("INVOICE", books.ledgerId("invoice", invoice.value()), clock.instant().plusMillis(7));
    books.turn();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.calls("GET", "/Invoices")).isEqualTo(1);
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
  }

  @Test
  void aSweepBringsWhatNoEventTold() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    payInXero(books, invoice, "amount=60.00&");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("60.00");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    payInXero(books, invoice, "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.find(invoice).standingPayments()).hasSize(2);
  }

  @Test
  void aPaymentTakenHereIsOneThereAndComesBackAsNone() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    PaymentId payment = books.pay(invoice, "110.00");
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(books.find(invoice).payments()).hasSize(1);
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void aPaymentRemovedInXeroReopensTheInvoice() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    payInXero(books, invoice, "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    String payment = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
  }

  /** It is matched with the bank there; here it would come off one side only. */
  @Test
  void aPaymentRecordedInXeroIsNotTakenBackHere() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    payInXero(books, invoice, "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    PaymentId payment = books.find(invoice).standingPayments().getFirst().id();
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(), () -> books.bean(Billing.class).removePayment(payment)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("recorded in the ledger");
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
  }

  /** It still lives there, which is no news: only our removal has not been said yet. */
  @Test
  void aRemovalThatWaitsIsNotUndoneByAReading() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    PaymentId payment = books.pay(invoice, "50.00");
    books.settle();
    var connections = books.bean(Connections.class);
    Practices.run(books.practice(), () -> connections.turnSendingOff(books.binding()));
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    payInXero(books, invoice, "amount=20&");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    readWhole(books, invoice);
    assertThat(books.find(invoice).standingPayments())
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("20"));
    Practices.run(books.practice(), () -> connections.turnSendingOn(books.binding()));
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(books.records("payments", it -> it.path("Status").asString().equals("DELETED")))
        .singleElement()
        .satisfies(it -> assertThat(it.path("Amount").decimalValue()).isEqualByComparingTo("50"));
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.find(invoice).standingPayments()).hasSize(1);
  }

  @Test
  void anInvoiceVoidedInXeroIsVoidHere() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()) + "/void",
        "{}");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.VOIDED);
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void ownWritesCauseNoFetch() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    books.pay(invoice, "110.00");
    books.settle();
    var there = books.records("invoices", _ -> true).getFirst();
    books.forgetCalls();
    event(
        "CONTACT", books.ledgerId("client", books.room().client().value()), wrote(books, "client"));
    event("INVOICE", there.path("InvoiceID").asString(), wrote(books, "invoice"));
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.log()).noneMatch(it -> it.operation().startsWith("fetch"));
  }

  @Test
  void aPaymentWithinASecondOfOurPushIsSeenWithinSeconds() {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = inXero(books);
    payInXero(books, invoice, "");
    event(
        "INVOICE",
        books.ledgerId("invoice", invoice.value()),
        wrote(books, "invoice").plusMillis(500));
    Instant told = clock.instant();
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(clock.instant()).isBefore(told.plusSeconds(15));
  }

  private InvoiceId inXero(BooksRoom books) {
    InvoiceId invoice = books.invoice();
    books.settle();
    return invoice;
  }

  private static void readWhole(BooksRoom books, InvoiceId invoice) {
    List<String> ids = List.of(books.ledgerId("invoice", invoice.value()));
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        books.bean(Inbox.class).fetch(Kind.INVOICE, LaneClass.PERSON, calls, ids)));
  }

  private static void payInXero(BooksRoom books, InvoiceId invoice, String amount) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?"
            + amount
            + "reference=Deposit",
        "");
  }

  private Instant wrote(BooksRoom books, String kind) {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select max(wrote_at) from practice.link where kind = '%s' and practice_id = '%s'"
                    .formatted(kind, books.practice()))) {
      row.next();
      return row.getTimestamp(1).toInstant().plusMillis(30);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the webhook endpoint stores it. */
  private void event(String category, String resource, Instant at) {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (sha256(random()::text::bytea), ?, ?, ?, ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, BooksRoom.TENANT);
      insert.setString(3, category);
      insert.setString(4, resource);
      insert.setTimestamp(5, Timestamp.from(at));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
