package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Credits;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Xero answers a list that it does not fill as an empty one: what it leaves out is not gone. */
@TandemTest
class HollowListTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private InvoiceId invoice;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aHollowListRemovesNothing() {
    books.pay(invoice, "60.00");
    books.settle();
    payInXero("50");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    books.forgetCalls();
    hollow("Invoices");
    read(Kind.INVOICE, there(invoice));
    books.turn();
    assertThat(books.find(invoice).standingPayments()).hasSize(2);
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(books.calls("GET", "/Payments")).as("what is known explains the sum").isZero();
  }

  @Test
  void aPaymentThatAHollowListLeavesOutIsAskedByItself() {
    PaymentId ours = books.pay(invoice, "60.00");
    books.settle();
    payInXero("50");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    String payment = books.ledgerId("payment", ours.value());
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    hollow("Invoices");
    read(Kind.INVOICE, there(invoice));
    assertThat(books.find(invoice).standingPayments()).as("the list proves nothing").hasSize(2);
    clock.advance(Duration.ofSeconds(6));
    books.turn();
    assertThat(books.find(invoice).standingPayments())
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("50"));
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
  }

  /** The figure agrees with the empty list: it was all taken off. */
  @Test
  void anEmptyListThatComesToTheFigureIsBelieved() {
    PaymentId ours = books.pay(invoice, "60.00");
    books.settle();
    String payment = books.ledgerId("payment", ours.value());
    books.control(books.organisation() + "/payments/" + payment + "/delete", "{}");
    clock.advance(Duration.ofSeconds(30));
    read(Kind.INVOICE, there(invoice));
    assertThat(books.find(invoice).standingPayments()).isEmpty();
  }

  @Test
  void whatACreditNoteSettlesCountsOnceAndStaysThoughNoListShowsIt() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    books.settle();
    desk.use(note, second, "45.00");
    desk.creditInXero(second, "20");
    desk.settleAndLookAgain();
    assertThat(books.find(second).due()).isEqualByComparingTo("45.00");
    hollow("Invoices");
    read(Kind.INVOICE, there(second));
    assertThat(books.find(second).due()).as("counted once").isEqualByComparingTo("45.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(second)))
        .as("theirs keeps its name")
        .singleElement()
        .satisfies(it -> assertThat(it.isUnlisted()).isFalse());
    hollow("CreditNotes");
    read(Kind.CREDIT_NOTE, noteThere(note));
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("15.00");
    assertThat(books.find(second).due()).isEqualByComparingTo("45.00");
  }

  @Test
  void aUseThatIsGoneAndAHollowListHidesIsReadOnceMore() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    books.settle();
    UUID used = desk.use(note, second, "45.00").value();
    desk.use(note, books.invoice(), "10.00");
    desk.settleAndLookAgain();
    desk.takeOffInXero(note, used);
    hollow("CreditNotes");
    read(Kind.CREDIT_NOTE, noteThere(note));
    assertThat(desk.find(note).remaining())
        .as("the list proves nothing")
        .isEqualByComparingTo("5.00");
    clock.advance(Duration.ofSeconds(6));
    books.turn();
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("50.00");
    assertThat(books.find(second).due()).isEqualByComparingTo("110.00");
  }

  /** A ledger that never fills the list is not asked for ever. */
  @Test
  void aLedgerThatKeepsAnsweringHollowIsAskedTwiceAtMost() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    books.settle();
    UUID used = desk.use(note, second, "45.00").value();
    desk.use(note, books.invoice(), "10.00");
    desk.settleAndLookAgain();
    desk.takeOffInXero(note, used);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"hollow-list\",\"path\":\"/api.xro/2.0/CreditNotes*\",\"count\":50}");
    books.forgetCalls();
    read(Kind.CREDIT_NOTE, noteThere(note));
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(6));
      books.turn();
    }
    assertThat(books.calls("GET", "/CreditNotes")).isEqualTo(2);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("5.00");
  }

  private void hollow(String path) {
    books.fault("hollow-list", "GET", path);
  }

  private String there(InvoiceId id) {
    return books.ledgerId("invoice", id.value());
  }

  private String noteThere(CreditNoteId id) {
    return books.ledgerId("credit-note", id.value());
  }

  private void payInXero(String amount) {
    books.control(
        books.organisation() + "/invoices/" + there(invoice) + "/pay?amount=" + amount, "");
  }

  private void read(Kind kind, String id) {
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        books.bean(Inbox.class).fetch(kind, LaneClass.PERSON, calls, List.of(id))));
  }
}
