package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.ReceiptView;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A day's takings that Xero has in a period that the bookkeeper closed afterwards. */
@TandemTest
class LockedTakingsJourneyTest {

  private static final String PUT_BACK = "Keep the receipt";
  private static final String KEEPING = "/ledger/refusals/keeping";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private TakingsDesk desk;
  private Browser owner;
  private InvoiceId one;
  private InvoiceId other;
  private PaymentId ofOne;
  private PaymentId ofOther;
  private ReceiptId receipt;
  private LocalDate day;

  /** Two invoices of 110.00, 40.00 paid by card on each, and that is in Xero as one sum. */
  @BeforeEach
  void banked() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    desk = new TakingsDesk(books);
    desk.keep(PaymentMethod.CARD);
    one = books.invoice();
    other = books.invoice();
    ofOne = books.pay(one, "40.00");
    ofOther = books.pay(other, "40.00");
    books.settle();
    desk.close();
    books.settle();
    day = desk.today();
    receipt = desk.receipts().getFirst().id();
    assertThat(standing(receipt)).isEqualTo(State.IN_STEP);
  }

  @AfterEach
  void putBackTheClock() {
    clock.reset();
  }

  private void lock(String date) {
    books.control(books.organisation() + "/lock" + date, "");
  }

  private void read() {
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private State standing(ReceiptId id) {
    return books.standing("receipt", id.value()).state();
  }

  private void remove(PaymentId id) {
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(id));
  }

  private PaymentId cash(InvoiceId invoice, String amount) {
    LocalDate today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(
                        today, new BigDecimal(amount), PaymentMethod.CASH, "", null)));
  }

  private String page() {
    return "/ledger/refusals/receipt/" + receipt;
  }

  private void keep() {
    assertThat(owner.get(page()).body()).contains(PUT_BACK);
    owner.submit(KEEPING, Map.of());
    books.settle();
  }

  /** Removed before anybody here knew of the lock, so Xero refused it. */
  private void removedInVain(PaymentId id) {
    lock("?date=" + day);
    remove(id);
    books.settle();
    assertThat(standing(receipt)).isEqualTo(State.NEEDS_YOU);
  }

  private List<ReceiptView> wanted() {
    return books.in(() -> books.bean(Takings.class).of(day).banked());
  }

  private List<JsonNode> payments() {
    return books.records("payments", it -> it.path("Status").asString().equals("AUTHORISED"));
  }

  private BigDecimal owedThere(InvoiceId id) {
    String there = books.ledgerId("invoice", id.value());
    return new BigDecimal(
        books
            .records("invoices", it -> it.path("InvoiceID").asString().equals(there))
            .getFirst()
            .path("AmountDue")
            .asString());
  }

  private void assertAsBefore() {
    assertThat(standing(receipt)).isEqualTo(State.IN_STEP);
    assertThat(wanted()).extracting(ReceiptView::id).containsExactly(receipt);
    assertThat(wanted().getFirst().total()).isEqualByComparingTo("80.00");
    for (InvoiceId it : List.of(one, other)) {
      assertThat(books.find(it).due()).isEqualByComparingTo("70.00");
      assertThat(books.find(it).payments()).hasSize(1);
      assertThat(owedThere(it)).isEqualByComparingTo("70");
    }
    assertThat(desk.batches()).hasSize(1);
    assertThat(payments()).hasSize(2);
  }

  @Test
  void whatXeroDidNotDeleteIsKeptAfterAllAndNoMoneyIsBookedTwice() {
    removedInVain(ofOne);
    assertThat(books.find(one).due()).isEqualByComparingTo("110.00");
    String takings = owner.get("/takings?date=" + day).body();
    assertThat(takings)
        .contains("Taken back here, and still in Xero", "removed here", "Xero did not delete it")
        .contains("Waits for the receipt of", "over 80.00, which Xero did not delete")
        .contains("href=\"" + page() + "\"");
    assertThat(owner.get(page()).body())
        .contains("over 80.00 counts again", "Then 70.00 is owed; now it is 110.00")
        .contains("The receipt of 40.00 that was made in its place does not go.");
    keep();
    assertThat(owner.get(page()).body()).contains("is not refused");
    assertAsBefore();
    assertThat(owner.get("/takings?date=" + day).body())
        .doesNotContain("Taken back here, and still in Xero");
    clock.advance(Duration.ofDays(1));
    books.settle();
    assertAsBefore();
  }

  @Test
  void whatWaitsForItSaysSoAndGoesOnceItIsKept() {
    clock.advance(Duration.ofDays(1));
    books.settle();
    removedInVain(ofOne);
    PaymentId later = cash(other, "70.00");
    books.settle();
    var waiting = books.standing("payment", later.value());
    assertThat(waiting.state()).isEqualTo(State.WAITING);
    assertThat(waiting.reason()).contains("takings that lost a payment here");
    assertThat(waiting.cause().id()).isEqualTo(receipt.value());
    keep();
    assertThat(books.standing("payment", later.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owedThere(other)).isEqualByComparingTo("0");
    assertThat(books.find(other).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(payments()).hasSize(3);
  }

  @Test
  void whoRemovesAPaymentOfAClosedDayIsToldBeforehand() {
    String removal = "/payments/" + ofOne + "/removal";
    assertThat(owner.get(removal).body()).contains("Remove the payment of 40.00?");
    lock("?date=" + day);
    read();
    assertThatThrownBy(() -> remove(ofOne))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("in the takings of")
        .hasMessageContaining("its books are closed up to");
    assertThat(owner.get("/takings?date=" + day).body())
        .contains("href=\"" + removal + "\"", "Closed in Xero")
        .doesNotContain("action=\"" + removal + "\"");
    assertThat(owner.get("/invoices/" + one).body())
        .contains("href=\"" + removal + "\"")
        .doesNotContain("action=\"" + removal + "\"");
    assertThat(owner.get(removal).body())
        .contains("The payment of 40.00 stays", "it settles the 70.00 that")
        .contains("href=\"/invoices/" + one + "/credit\"");
    assertAsBefore();

    lock("");
    owner.submit("/ledger/lock-dates/payments/" + ofOne, Map.of());
    books.settle();
    assertThat(owner.get(removal).body()).contains("Remove the payment of 40.00?");
    owner.submit(removal, Map.of());
    books.settle();
    assertThat(owedThere(one)).isEqualByComparingTo("110");
    assertThat(owedThere(other)).isEqualByComparingTo("70");
    assertThat(payments()).hasSize(1);
  }

  /** Taken on a closed day and banked on an open one: Xero has it on that. */
  @Test
  void theDayOnWhichItWasBankedDecidesNotThatOfThePayment() {
    InvoiceId third = books.invoice();
    PaymentId ofThird = books.pay(third, "40.00");
    books.settle();
    desk.close();
    ReceiptId later = desk.receipts().getLast().id();
    clock.advance(Duration.ofDays(1));
    Practices.run(books.practice(), () -> books.bean(Takings.class).bankOn(later, desk.today()));
    books.settle();
    lock("?date=" + day);
    read();
    assertThatThrownBy(() -> remove(ofOne)).hasMessageContaining("its books are closed up to");
    remove(ofThird);
    books.settle();
    assertThat(owedThere(third)).isEqualByComparingTo("110");
    assertThat(payments()).hasSize(2);
  }

  @Test
  void aSecondPaymentOfItGoesWithTheReceiptInWhichXeroHasIt() {
    lock("?date=" + day);
    remove(ofOne);
    remove(ofOther);
    books.settle();
    assertThat(standing(receipt)).isEqualTo(State.NEEDS_YOU);
    assertThat(wanted()).isEmpty();
    assertThat(books.standing("payment", ofOther.value()).state())
        .as("Xero deletes no payment of a receipt alone")
        .isNotIn(State.NEEDS_YOU, State.WAITING);
    keep();
    assertAsBefore();
  }

  @Test
  void whatWasVoidedMeanwhileIsNotVoidAnyMore() {
    removedInVain(ofOne);
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(one));
    books.settle();
    assertThat(owner.get(page()).body()).contains("The invoice is not void any more.");
    keep();
    assertThat(books.find(one).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertAsBefore();
  }

  @Test
  void whatWasPaidOtherwiseMeanwhileGoesFirst() {
    removedInVain(ofOne);
    PaymentId again = cash(one, "110.00");
    books.settle();
    assertThat(owner.get(page()).body()).contains("Only 0.00 is owed by now");
    owner.submit(KEEPING, Map.of());
    books.settle();
    assertThat(standing(receipt)).as("nothing was done").isEqualTo(State.NEEDS_YOU);
    assertThat(books.find(one).standingPayments())
        .extracting(PaymentView::id)
        .containsExactly(again);
    assertThat(wanted()).extracting(ReceiptView::id).doesNotContain(receipt);
    remove(again);
    keep();
    assertThat(books.find(one).standingPayments())
        .extracting(PaymentView::id)
        .containsExactly(ofOne);
    assertThat(payments()).hasSize(2);
  }

  /** What was told has to be what is done. */
  @Test
  void whoSawSomethingElseLooksAgain() {
    removedInVain(ofOne);
    owner.get(page());
    PaymentId meanwhile = cash(one, "30.00");
    owner.submit(KEEPING, Map.of());
    books.settle();
    assertThat(standing(receipt)).isEqualTo(State.NEEDS_YOU);
    assertThat(books.find(one).standingPayments())
        .extracting(PaymentView::id)
        .containsExactly(meanwhile);
  }
}
