package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.CloseId;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is taken over a day reaches the bank, and Xero, as one sum for each means. */
@TandemTest
class TakingsReachXeroJourneyTest {

  private static final List<PaymentMethod> MEANS =
      List.of(PaymentMethod.CARD, PaymentMethod.CASH, PaymentMethod.CHEQUE);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aDayOf200DeskPaymentsClosesToOneBatchPerMeansAndTheBankShowsTheirTotals() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(MEANS.toArray(PaymentMethod[]::new));
    LocationId second =
        books.in(() -> books.bean(Setup.class).add(LocationDetails.named("Second")));
    var random = new Random(7);
    var expected = new EnumMap<PaymentMethod, BigDecimal>(PaymentMethod.class);
    var invoices = new ArrayList<InvoiceId>();
    for (int i = 0; i < 200; i++) {
      var amount = new BigDecimal(1_00 + random.nextInt(300_00)).movePointLeft(2);
      InvoiceId invoice = invoice(books, amount, i % 2 == 0 ? books.room().location() : second);
      invoices.add(invoice);
      PaymentMethod means = MEANS.get(random.nextInt(MEANS.size()));
      expected.merge(means, amount, BigDecimal::add);
      pay(books, invoice, amount, means);
    }
    books.settle();
    assertThat(books.records("payments", _ -> true)).as("nothing before the close").isEmpty();
    assertThat(desk.day().byMethod("AUD")).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(desk.day().parts()).as("three means at two locations").hasSize(6);

    books.forgetCalls();
    desk.close();
    books.settle();

    assertThat(books.calls("PUT", "BatchPayments")).isEqualTo(3);
    assertThat(desk.receipts()).hasSize(3);
    for (ReceiptView it : desk.receipts()) {
      assertThat(it.total()).isEqualByComparingTo(expected.get(it.method()));
      assertThat(books.standing("receipt", it.id().value()).state()).isEqualTo(State.IN_STEP);
    }
    assertThat(desk.bank())
        .hasSize(3)
        .allSatisfy(it -> assertThat(it.path("kind").asString()).isEqualTo("batch"))
        .extracting(it -> new BigDecimal(it.path("amount").asString()).setScale(2))
        .containsExactlyInAnyOrderElementsOf(expected.values());
    assertThat(books.records("invoices", it -> it.path("Status").asString().equals("PAID")))
        .hasSize(200);
    assertThat(invoices)
        .allSatisfy(
            it -> {
              assertThat(books.find(it).status()).isEqualTo(InvoiceStatus.PAID);
              assertThat(books.find(it).payments()).hasSize(1);
            });
    assertNothingMoves(books);
  }

  /** Every reading that comes knows these payments and brings in none. */
  private void assertNothingMoves(BooksRoom books) {
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    clock.advance(Duration.ofMinutes(30));
    books.forgetCalls();
    books.settle();
    assertThat(books.calls("PUT", "/")).isZero();
    assertThat(books.calls("POST", "/")).isZero();
  }

  /** What is made in its place goes where it went, though nobody knew where when it was closed. */
  @Test
  void aReceiptClosedBeforeThereWasAnOrganisationIsMadeAnewInTheOneThatItWentTo() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    books.in(() -> books.bean(Connections.class).disconnect(books.binding()));
    InvoiceId kept = books.invoice();
    InvoiceId wrong = books.invoice();
    books.pay(kept, "110.00");
    PaymentId mistake = books.pay(wrong, "60.00");
    desk.close();
    books.reconnect();
    books.settle();
    assertThat(desk.batches()).hasSize(1);

    remove(books, mistake);
    books.settle();

    assertThat(desk.batches())
        .extracting(it -> it.path("Status").asString())
        .containsExactlyInAnyOrder("DELETED", "AUTHORISED");
    assertThat(desk.receipts())
        .singleElement()
        .satisfies(
            it ->
                assertThat(books.standing("receipt", it.id().value()).state())
                    .isEqualTo(State.IN_STEP));
  }

  @Test
  void aPaymentRemovedFromASentReceiptIsDeletedAndMadeAnewWithoutIt() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    InvoiceId kept = books.invoice();
    InvoiceId wrong = books.invoice();
    books.pay(kept, "110.00");
    PaymentId mistake = books.pay(wrong, "60.00");
    CloseId close = desk.close();
    books.settle();
    assertThat(desk.batches()).hasSize(1);
    assertThatThrownBy(
            () -> Practices.run(books.practice(), () -> books.bean(Takings.class).reopen(close)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("in Xero already");

    remove(books, mistake);
    books.settle();

    assertThat(desk.batches())
        .extracting(it -> it.path("Status").asString())
        .containsExactlyInAnyOrder("DELETED", "AUTHORISED");
    assertThat(desk.bank())
        .singleElement()
        .satisfies(
            it ->
                assertThat(new BigDecimal(it.path("amount").asString()))
                    .isEqualByComparingTo("110.00"));
    assertThat(books.find(kept).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.find(kept).payments()).hasSize(1);
    assertThat(books.find(wrong).due()).isEqualByComparingTo("110.00");
    assertThat(books.find(wrong).payments()).singleElement().matches(it -> it.removed());
    assertThat(desk.receipts()).singleElement().matches(it -> it.members().size() == 1);
    assertNothingMoves(books);
    assertThat(books.find(wrong).due()).isEqualByComparingTo("110.00");
    assertThat(books.find(kept).paid()).isEqualByComparingTo("110.00");
  }

  /** What the answer lists of a batch that is gone is not documented. */
  @Test
  void aReceiptIsMadeAnewThoughNothingIsToldOfThePaymentsOfTheDeletedOne() {
    BooksRoom books = BooksRoom.open(house);
    books.control("/_simulator/switches?name=deleted-batches-tell-no-payments&on=on", "{}");
    try {
      var desk = new TakingsDesk(books);
      desk.keep(PaymentMethod.CARD);
      InvoiceId kept = books.invoice();
      PaymentId stays = books.pay(kept, "110.00");
      PaymentId mistake = books.pay(books.invoice(), "60.00");
      desk.close();
      books.settle();

      remove(books, mistake);
      books.settle();
      assertThat(desk.receipts()).singleElement().matches(ReceiptView::wanted);
      assertThat(books.find(kept).payments())
          .singleElement()
          .matches(it -> it.id().equals(stays) && !it.removed());
      assertNothingMoves(books);
      assertThat(books.find(kept).payments())
          .singleElement()
          .matches(it -> it.id().equals(stays) && !it.removed());
      assertThat(desk.receipts()).singleElement().matches(ReceiptView::wanted);
    } finally {
      books.control("/_simulator/switches/reset", "{}");
    }
  }

  @Test
  void aReceiptDeletedInXeroLeavesItsInvoicesOwed() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    InvoiceId one = books.invoice();
    InvoiceId other = books.invoice();
    books.pay(one, "110.00");
    books.pay(other, "50.00");
    desk.close();
    books.settle();
    String batch = desk.batches().getFirst().path("BatchPaymentID").asString();
    books.control(books.organisation() + "/batch-payments/" + batch + "/delete", "{}");
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.find(one).due()).isEqualByComparingTo("110.00");
    assertThat(books.find(other).due()).isEqualByComparingTo("110.00");
    assertThat(desk.receipts()).singleElement().matches(ReceiptView::goneThere);
    assertThat(page(books, desk.receipts().getFirst().day()))
        .as("whom to ask for the money again")
        .contains("The 2 payments it held", "/invoices/" + one, "/invoices/" + other)
        .doesNotContain("name=\"receipt\"");
    assertNothingMoves(books);
    assertThat(desk.batches()).hasSize(1);
  }

  private String page(BooksRoom books, LocalDate day) {
    return TestPractice.of(house, books.practice())
        .browser(Role.OWNER)
        .get("/takings?date=" + day)
        .body();
  }

  @Test
  void aReceiptWaitsForARefusedInvoiceAndIsClosedWithoutIt() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    InvoiceId good = books.invoice();
    InvoiceId bad = invoice(books, new BigDecimal("80.00"), null, "999");
    books.pay(good, "110.00");
    PaymentId stuck = pay(books, bad, new BigDecimal("80.00"), PaymentMethod.CARD);
    desk.close();
    books.settle();
    assertThat(books.standing("invoice", bad.value()).state()).isEqualTo(State.NEEDS_YOU);
    ReceiptView receipt = desk.receipts().getFirst();
    var standing = books.standing("receipt", receipt.id().value());
    assertThat(standing.state()).isEqualTo(State.WAITING);
    assertThat(standing.reason()).contains(String.valueOf(books.find(bad).number()));
    assertThat(desk.batches()).isEmpty();

    Practices.run(books.practice(), () -> books.bean(Takings.class).leaveOut(stuck));
    books.settle();

    assertThat(desk.bank())
        .singleElement()
        .satisfies(
            it ->
                assertThat(new BigDecimal(it.path("amount").asString()))
                    .isEqualByComparingTo("110.00"));
    assertThat(books.standing("payment", stuck.value()).state())
        .as("it goes by itself when its invoice is there")
        .isEqualTo(State.WAITING);
  }

  @Test
  void aDayIsReopenedWhileNothingOfItWasSentAndTwoPaymentsOnOneInvoiceGoInTwo() {
    BooksRoom books = BooksRoom.openSilent(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "50.00");
    PaymentId second = books.pay(invoice, "60.00");
    CloseId close = desk.close();
    assertThat(desk.receipts()).hasSize(2);
    Practices.run(books.practice(), () -> books.bean(Takings.class).reopen(close));
    assertThat(desk.receipts()).isEmpty();
    assertThat(desk.day().openTotal()).isEqualByComparingTo("110.00");
    remove(books, second);
    DayTakings day = desk.day();
    assertThat(day.openTotal()).isEqualByComparingTo("50.00");
    assertThat(day.closings()).isEmpty();
  }

  /** The copy was made before the receipt went, and does not know that it did. */
  @Test
  void aReceiptThatARestoredCopyDoesNotKnowIsFoundByItsWord() {
    BooksRoom books = BooksRoom.open(house);
    var desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    InvoiceId whole = books.invoice();
    InvoiceId part = books.invoice();
    books.settle();
    books.pay(whole, "110.00");
    PaymentId some = books.pay(part, "40.00");
    desk.close();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      assertThat(desk.batches()).hasSize(1);
      copy.putBack();
    }
    books.settle();
    books.settle();
    assertThat(desk.batches()).hasSize(1);
    ReceiptView receipt = desk.receipts().getFirst();
    assertThat(books.standing("receipt", receipt.id().value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("payment", some.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.find(whole).due()).isEqualByComparingTo("0");
    assertThat(books.find(part).due()).isEqualByComparingTo("70.00");
    assertNothingMoves(books);
    assertThat(books.find(part).due()).isEqualByComparingTo("70.00");
  }

  private static void remove(BooksRoom books, PaymentId payment) {
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
  }

  private PaymentId pay(
      BooksRoom books, InvoiceId invoice, BigDecimal amount, PaymentMethod means) {
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(invoice, new PaymentDetails(today(), amount, means, "", null)));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  private InvoiceId invoice(BooksRoom books, BigDecimal amount, LocationId location) {
    return invoice(books, amount, location, "200");
  }

  private InvoiceId invoice(
      BooksRoom books, BigDecimal amount, LocationId location, String account) {
    return books.in(
        () -> {
          var billing = books.bean(Billing.class);
          InvoiceId id =
              billing.draft(
                  new InvoiceDetails(
                      books.room().client(),
                      null,
                      location,
                      today(),
                      today().plusDays(14),
                      "",
                      LineAmounts.INCLUSIVE,
                      List.of(
                          new LineDetails(
                              "Consultation",
                              BigDecimal.ONE,
                              amount,
                              account,
                              "OUTPUT",
                              BigDecimal.TEN,
                              books.room().service()))));
          billing.approve(id);
          return id;
        });
  }
}
