package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A payment is removed here while nobody knows whether a lost call made it in Xero. */
@TandemTest
class RemovedInQuestionTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired PushBatches batches;
  @Autowired PushOutcome outcome;
  @Autowired Billing billing;

  private BooksRoom books;
  private InvoiceId invoice;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itIsLookedForAndRemovedThere() {
    PaymentId payment = lost("drop-after-commit");
    assertThat(payments("AUTHORISED")).hasSize(1);
    remove(payment);
    settle();
    assertThat(payments("AUTHORISED")).isEmpty();
    assertThat(payments("DELETED")).hasSize(1);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.find(invoice).paid()).isZero();
  }

  @Test
  void itIsForgottenIfItIsNotThere() {
    PaymentId payment = lost("drop-before-commit");
    assertThat(payments("AUTHORISED")).isEmpty();
    remove(payment);
    books.forgetCalls();
    settle();
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.NOT_SENT);
    assertThat(books.calls("PUT", "Payments")).isZero();
    assertThat(books.records("payments", _ -> true)).isEmpty();
  }

  /** Somebody was quicker over there: it was made all the same, and nothing is left to do. */
  @Test
  void itIsKnownThoughItWasRemovedThereToo() {
    PaymentId payment = lost("drop-after-commit");
    String there = payments("AUTHORISED").getFirst().path("PaymentID").asString();
    books.control(books.organisation() + "/payments/" + there + "/delete", "{}");
    assertThat(payments("DELETED")).hasSize(1);
    remove(payment);
    books.forgetCalls();
    settle();
    assertThat(books.ledgerId("payment", payment.value())).isEqualTo(there);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("POST", "Payments")).as("there is nothing left to remove").isZero();
    assertThat(books.find(invoice).paid()).isZero();
  }

  /** Held with a question that names nothing in Xero: what came of it could not be written down. */
  private PaymentId lost(String how) {
    books.fault(how, "PUT", "Payments");
    PaymentId payment = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofSeconds(130));
    run(
        () ->
            outcome.unrecorded(batches.lendUnknown(BooksRoom.TENANT, PushWork.LOAN).orElseThrow()));
    var standing = books.standing("payment", payment.value());
    assertThat(standing.reason()).contains("could not write");
    assertThat(standing.ledgerId()).isNull();
    return payment;
  }

  private void remove(PaymentId payment) {
    run(() -> billing.removePayment(payment));
  }

  private void settle() {
    books.settle();
    books.settle();
  }

  private List<JsonNode> payments(String status) {
    return books.records("payments", it -> it.path("Status").asString().equals(status));
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }
}
