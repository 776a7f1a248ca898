package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.staff.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Xero shows a payment that may be ours: each answer says what it does before it is given. */
@TandemTest
class PaymentDoubtTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser owner;
  private InvoiceId invoice;
  private PaymentId payment;

  @BeforeEach
  void inDoubt() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    books.settle();
    books.fault("drop-before-commit", "PUT", "Payments");
    payment = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String there = books.ledgerId("invoice", invoice.value());
    books.control(
        books.organisation() + "/invoices/" + there + "/pay?amount=20&reference=cash", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("payment", payment.value()).reason()).contains("same amount and day");
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private String page() {
    return "/ledger/refusals/payment/" + payment;
  }

  private long inXero() {
    return books
        .records("payments", it -> it.path("Status").asString().equals("AUTHORISED"))
        .size();
  }

  @Test
  void itIsThisOne() {
    assertThat(owner.get("/ledger/refusals").body())
        .contains("Is it this one?", "href=\"" + page() + "\"")
        .as("an answer is given where it is said what it does")
        .doesNotContain("action=\"" + page() + "/retry");
    assertThat(owner.get(page()).body())
        .contains("Is this payment for " + books.find(invoice).number() + " in Xero already?")
        .contains("It is this one: keep the one in Xero", "is left to pay", "It is another: send")
        .contains("recorded in Xero: may be this one", "<small>cash</small>")
        .doesNotContain("refused by Xero", "was refused", "Put right elsewhere");
    owner.submit("/payments/" + payment + "/removal", Map.of());
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(inXero()).isEqualTo(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("20.00");
    assertThat(owner.get("/ledger/refusals").body()).contains("Nothing was refused");
  }

  @Test
  void itIsAnother() {
    owner.get(page());
    owner.submit(page() + "/retry", Map.of());
    books.settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(inXero()).isEqualTo(2);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("40.00");
  }
}
