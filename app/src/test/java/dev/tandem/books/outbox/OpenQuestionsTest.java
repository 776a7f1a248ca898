package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Xero shows something that may be what a lost call of ours made. Until a person has said so of
 * this one record it is not sent again, and never without another look.
 */
@TandemTest
class OpenQuestionsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired Outbox outbox;
  @Autowired Billing billing;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void tryingEverythingAgainAnswersNoQuestion() {
    InvoiceId invoice = sent();
    PaymentId payment = askedAbout(invoice);
    String question = standing("payment", payment.value()).reason();
    var itself = List.of(new RecordRef("payment", payment.value()));
    var everything = new WaitingRecords.Question(null, null, null, null, null);
    assertThat(books.in(() -> outbox.tryAgainAll())).isZero();
    assertThat(books.in(() -> outbox.tryAgainBecause(question))).isZero();
    assertThat(books.in(() -> outbox.tryAgain(itself))).isZero();
    assertThat(books.in(() -> outbox.tryAgain(everything))).isZero();
    run(() -> outbox.sendNow(itself.getFirst()));
    settle();
    assertThat(standing("payment", payment.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(payments()).as("the one that was made in Xero").hasSize(1);
  }

  @Test
  void beforeItGoesItIsLookedOnceMore() {
    InvoiceId invoice = sent();
    PaymentId payment = askedAbout(invoice);
    // The lost one lands at last, beside the other.
    payInXero(invoice, word(payment));
    books.forgetCalls();
    answer("payment", payment.value());
    assertThat(standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "Payments")).isZero();
    assertThat(payments()).hasSize(2);
  }

  @Test
  void whatNobodyWasAskedAboutIsAskedAbout() {
    InvoiceId invoice = sent();
    PaymentId payment = askedAbout(invoice);
    payInXero(invoice, "cheque");
    answer("payment", payment.value());
    assertThat(standing("payment", payment.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(payments()).as("both made in Xero").hasSize(2);
    answer("payment", payment.value());
    assertThat(standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(payments()).hasSize(3);
  }

  @Test
  void itIsRemovedHereIfItIsTheOneInXero() {
    InvoiceId invoice = sent();
    PaymentId payment = askedAbout(invoice);
    run(() -> billing.removePayment(payment));
    settle();
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(payments()).hasSize(1);
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("20.00");
  }

  @Test
  void anEditAnswersNoQuestion() {
    InvoiceId invoice = lostAndRenumbered();
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(standing("invoice", invoice.value()).reason()).contains("BY-HAND-1");
    books.rewrite(invoice, "Order 7", null);
    assertThat(standing("invoice", invoice.value()).state()).isEqualTo(State.NEEDS_YOU);
    settle();
    assertThat(standing("invoice", invoice.value()).reason()).contains("BY-HAND-1");
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
    answer("invoice", invoice.value());
    assertThat(standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.records("invoices", _ -> true)).as("a person said: another").hasSize(2);
  }

  @Test
  void anEditDuringTheLostCallDoesNotLetItGoEither() {
    InvoiceId invoice = lostAndRenumbered();
    books.rewrite(invoice, "Order 7", null);
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(standing("invoice", invoice.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
  }

  /** Whether it is owed there nobody here can say: only a person who has looked. */
  @Test
  void anInvoiceInQuestionThatIsVoidedHereIsNotForgotten() {
    InvoiceId invoice = lostAndRenumbered();
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(standing("invoice", invoice.value()).reason()).contains("BY-HAND-1");
    run(() -> billing.voidInvoice(invoice));
    settle();
    assertThat(standing("invoice", invoice.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing("invoice", invoice.value()).reason()).contains("void it there");
    assertThat(books.in(() -> outbox.tryAgainAll())).isZero();
    answer("invoice", invoice.value());
    assertThat(standing("invoice", invoice.value()).state()).isEqualTo(State.NOT_SENT);
    assertThat(books.records("invoices", _ -> true)).hasSize(1);
  }

  @Test
  void aReadingThatFindsItClosesTheQuestion() {
    InvoiceId invoice = sent();
    PaymentId payment = askedAbout(invoice);
    payInXero(invoice, word(payment));
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(payments()).hasSize(2);
  }

  @Test
  void aPaymentUnderAnothersMarkIsAQuestionToo() throws SQLException {
    InvoiceId invoice = sent();
    PaymentId first = books.pay(invoice, "10.00");
    settle();
    books.fault("drop-after-commit", "PUT", "Payments");
    PaymentId lost = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String there =
        books
            .records("payments", it -> it.path("Amount").asDouble() == 20)
            .getFirst()
            .path("PaymentID")
            .asString();
    try (var connection = house.getBean(TestDatabase.class).connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update practice.link set ledger_id = '%s' where kind = 'payment' and record = '%s'"
              .formatted(there, first));
    }
    clock.advance(Duration.ofSeconds(130));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    settle();
    assertThat(standing("payment", lost.value()).reason()).contains("linked with another record");
    assertThat(books.in(() -> outbox.tryAgainAll())).isZero();
  }

  /** Not a question: nothing of the stranger's is ours, and another number is the remedy. */
  @Test
  void theNextNumberLiftsAClashOfNumbers() {
    InvoiceId invoice = books.invoice();
    String number = books.find(invoice).number();
    books.control(
        books.organisation() + "/invoices",
        """
        {"Type":"ACCREC","InvoiceNumber":"%s","Contact":{"ContactID":"%s"},"Date":"2026-01-10",
         "DueDate":"2026-01-20","LineItems":[{"Description":"Theirs","Quantity":1,"UnitAmount":5,
         "AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(number, books.ledgerId("client", books.room().client().value())));
    settle();
    assertThat(standing("invoice", invoice.value()).reason()).contains("already used in Xero");
    assertThat(books.in(() -> outbox.tryAgainAll())).isEqualTo(1);
  }

  private InvoiceId sent() {
    InvoiceId invoice = books.invoice();
    books.settle();
    return invoice;
  }

  private PaymentId askedAbout(InvoiceId invoice) {
    books.fault("drop-before-commit", "PUT", "Payments");
    PaymentId payment = books.pay(invoice, "20.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    payInXero(invoice, "cash");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(standing("payment", payment.value()).reason()).contains("same amount and day");
    return payment;
  }

  private InvoiceId lostAndRenumbered() {
    books.fault("drop-after-commit", "PUT", "Invoices");
    InvoiceId invoice = books.invoice();
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    String there = books.records("invoices", _ -> true).getFirst().path("InvoiceID").asString();
    books.control(books.organisation() + "/invoices/" + there, "{\"InvoiceNumber\":\"BY-HAND-1\"}");
    return invoice;
  }

  private void payInXero(InvoiceId invoice, String reference) {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=20&reference="
            + reference,
        "");
  }

  private String word(PaymentId payment) {
    return books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql("select marker from practice.push_item where record = :payment")
                        .param("payment", payment.value())
                        .query(String.class)
                        .single()));
  }

  private void answer(String kind, UUID id) {
    run(() -> outbox.tryAgain(new RecordRef(kind, id)));
    settle();
  }

  private void settle() {
    books.settle();
    books.settle();
  }

  private Outbox.Standing standing(String kind, UUID id) {
    return books.standing(kind, id);
  }

  private List<JsonNode> payments() {
    return books.records("payments", _ -> true);
  }

  private void run(Runnable work) {
    Practices.run(books.practice(), work);
  }
}
