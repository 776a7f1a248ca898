package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.inbox.DeadLetters;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Payments of a database that was put back, each with the payment in the ledger already and without
 * it: it is there once afterwards.
 */
@TandemTest
class RestoredPaymentsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  @AfterEach
  void putBack() throws SQLException {
    heal();
    clock.reset();
  }

  /** It is shown, and nobody could note that it is there: that is no reason to send it again. */
  @Test
  void aPaymentThatCannotBeTakenInIsNotSentASecondTime() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    PaymentId payment = books.pay(invoice, "40.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    refuse(payment.value());
    goOn(books);
    assertThat(letters(books)).isEqualTo(1);
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    heal();
    clock.advance(Duration.ofHours(2));
    goOn(books);
    assertThat(letters(books)).isZero();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
    isThereOnce(books, invoice, List.of(payment));
  }

  /** Whose it is only it could tell; a person can look. */
  @Test
  void oneThatCannotBeReadHoldsPaymentsUntilSomebodySaysThatItIsNoneOfOurs() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    PaymentId payment;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      payInXero(books, invoice);
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    String strange = books.records("payments", _ -> true).getFirst().path("PaymentID").asString();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"unreadable-element\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/*\",\"id\":\"%s\",\"flaw\":\"date\",\"count\":500}"
            .formatted(strange));
    payment = books.pay(invoice, "40.00");
    goOn(books);
    assertThat(awake(books, Kind.PAYMENT)).isFalse();
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/inbox").body()).contains("A payment in Xero", "None of ours");
    owner.submit("/ledger/inbox/strangers", Map.of());
    goOn(books);
    assertThat(awake(books, Kind.PAYMENT)).isTrue();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner.get("/ledger/inbox").body()).doesNotContain("A payment in Xero");
  }

  private static void payInXero(BooksRoom books, InvoiceId invoice) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=25.00&reference=Transfer",
        "");
  }

  @Test
  void norIsADeposit() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    var desk = new AdvanceDesk(books);
    desk.deposit("1.00");
    books.settle();
    AdvanceId deposit = desk.deposit("30.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    refuse(deposit.value());
    goOn(books);
    assertThat(letters(books)).isEqualTo(1);
    assertThat(desk.overpayments()).hasSize(2);
    heal();
    clock.advance(Duration.ofHours(2));
    goOn(books);
    assertThat(letters(books)).isZero();
    assertThat(desk.overpayments()).hasSize(2);
    assertThat(desk.all()).hasSize(2);
    assertThat(books.standing("advance", deposit.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Long enough for several readings. */
  private void goOn(BooksRoom books) {
    for (int i = 0; i < 4; i++) {
      books.settle();
      clock.advance(Duration.ofMinutes(6));
    }
  }

  private static int letters(BooksRoom books) {
    return books.in(() -> books.bean(DeadLetters.class).all()).size();
  }

  /** That this is there already cannot be noted from now on. */
  private void refuse(UUID record) throws SQLException {
    execute(
        """
        create or replace function practice.refuse_this() returns trigger language plpgsql as $$
        begin raise exception 'not this' using errcode = 'check_violation'; end $$""");
    execute("grant execute on function practice.refuse_this() to public");
    execute(
        """
        create trigger refuse_this before insert on practice.link
           for each row when (new.record = '%s') execute function practice.refuse_this()"""
            .formatted(record));
  }

  private void heal() throws SQLException {
    execute("drop trigger if exists refuse_this on practice.link");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The turn that finds the invoice ends before it has seen the payments on it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTurnThatIsCutBeforeThePaymentsAreReadLinksNothing(boolean paidThere) {
    BooksRoom books = BooksRoom.open(house);
    String ann = books.ledgerId("client", books.room().client().value());
    String other = books.ledgerId("client", settled(books));
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "20.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      unless(paidThere, books, payment);
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    sending(books, false);
    // Another's contact stands on it, so that it is not taken for ours before that is mended.
    String there = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    contact(books, there, other);
    books.settle();
    assertThat(awake(books, Kind.PAYMENT)).isTrue();
    assertThat(books.standing("invoice", invoice.value()).ledgerId()).isNull();

    contact(books, there, ann);
    look(books, Kind.INVOICE);
    // The turn tries again until that kind of work rests.
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"500\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/Payments*\",\"count\":50}");
    books.turn();
    assertThat(books.standing("invoice", invoice.value()).ledgerId()).isNull();
    xero.control("DELETE", "/_simulator/faults");
    sending(books, true);
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    isThereOnce(books, invoice, List.of(payment));
  }

  /** While what became of another call is not known, nobody can say whose a payment is. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSecondPartPaymentWaitsForTheCallThatTheCopyHadUnderWay(boolean paidThere) {
    BooksRoom books = BooksRoom.open(house);
    InvoiceId invoice = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    PaymentId first = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    PaymentId second = books.pay(invoice, "30.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      unless(paidThere, books, second);
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    Practices.in(
        books.practice(),
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls -> {
                      books.bean(Inbox.class).sweep(Kind.PAYMENT, LaneClass.PERSON, calls);
                      return true;
                    }));
    assertThat(awake(books, Kind.PAYMENT)).isEqualTo(!paidThere);
    books.settle();
    isThereOnce(books, invoice, List.of(first, second));
  }

  private static void isThereOnce(BooksRoom books, InvoiceId invoice, List<PaymentId> all) {
    assertThat(books.records("payments", _ -> true)).hasSize(all.size());
    assertThat(books.find(invoice).payments())
        .extracting(PaymentView::id)
        .containsExactlyInAnyOrderElementsOf(all);
    for (PaymentId it : all) {
      assertThat(books.standing("payment", it.value()).state()).isEqualTo(State.IN_STEP);
    }
  }

  private static UUID settled(BooksRoom books) {
    var bo = books.add("Bo", "Stone");
    books.settle();
    return bo.value();
  }

  /** Taken back here before it leaves, so that the ledger never hears of it. */
  private static void unless(boolean paidThere, BooksRoom books, PaymentId payment) {
    if (!paidThere) {
      Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    }
  }

  private static void contact(BooksRoom books, String invoice, String contact) {
    books.control(
        books.organisation() + "/invoices/" + invoice,
        "{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(contact));
  }

  private static void sending(BooksRoom books, boolean on) {
    Practices.run(
        books.practice(),
        () -> {
          var connections = books.bean(Connections.class);
          if (on) {
            connections.turnSendingOn(books.binding());
          } else {
            connections.turnSendingOff(books.binding());
          }
        });
  }

  private static boolean awake(BooksRoom books, Kind kind) {
    return books.in(() -> books.bean(Inbox.class).isAwake(kind, BooksRoom.TENANT));
  }

  private static void look(BooksRoom books, Kind kind) {
    Practices.run(
        books.practice(),
        () -> books.bean(Inbox.class).lookForLost(BooksRoom.TENANT, List.of(kind)));
  }
}
