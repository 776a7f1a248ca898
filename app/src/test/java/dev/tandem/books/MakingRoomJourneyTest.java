package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.outbox.WaitingRecords;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
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
 * What was taken back makes room for what comes in its place: it goes first, or Xero refuses the
 * other because more would be paid than is owed.
 */
@TandemTest
class MakingRoomJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private TakingsDesk desk;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new TakingsDesk(books);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aPaymentRetakenWaitsForTheReceiptsDeletion() {
    desk.keep(PaymentMethod.CARD);
    InvoiceId invoice = books.invoice();
    PaymentId mistake = books.pay(invoice, "110.00");
    desk.close();
    books.settle();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);

    remove(mistake);
    PaymentId again = pay(invoice, PaymentMethod.TRANSFER);
    assertGoes("payment", again);
    assertThat(desk.batches()).singleElement().matches(it -> status(it).equals("DELETED"));
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
  }

  /** Corrected at the desk and closed once more: another closing, another receipt. */
  @Test
  void aReceiptWaitsForTheDeletionOfAnotherOfTheSameInvoice() {
    desk.keep(PaymentMethod.CARD, PaymentMethod.CASH);
    InvoiceId invoice = books.invoice();
    InvoiceId beside = books.invoice();
    PaymentId mistake = books.pay(invoice, "110.00");
    books.pay(beside, "110.00");
    desk.close();
    books.settle();

    remove(mistake);
    PaymentId again = pay(invoice, PaymentMethod.CASH);
    desk.close();
    UUID second = receiptOf(again);
    sendNow(new RecordRef("receipt", second));
    assertGoes("receipt", second);
    assertThat(desk.batches())
        .filteredOn(it -> status(it).equals("AUTHORISED"))
        .as("what is left of the first one, and the cash")
        .hasSize(2);
    assertThat(books.find(invoice).payments()).filteredOn(it -> !it.removed()).hasSize(1);
    assertThat(books.find(beside).status()).isEqualTo(InvoiceStatus.PAID);
  }

  @Test
  void aPaymentAfterAVoidedCreditWaits() {
    InvoiceId invoice = books.invoice();
    books.settle();
    CreditNoteId note = credit(invoice);
    books.settle();
    voidNote(note);
    assertGoes("payment", pay(invoice, PaymentMethod.TRANSFER));
  }

  @Test
  void aReceiptAfterAVoidedCreditWaits() {
    desk.keep(PaymentMethod.CARD);
    InvoiceId invoice = books.invoice();
    InvoiceId beside = books.invoice();
    books.settle();
    CreditNoteId note = credit(invoice);
    books.settle();
    voidNote(note);
    pay(invoice, PaymentMethod.CARD);
    pay(beside, PaymentMethod.CARD);
    desk.close();
    UUID receipt = desk.receipts().getFirst().id().value();
    sendNow(new RecordRef("receipt", receipt));
    assertGoes("receipt", receipt);
  }

  /** The first that waits is a creation, and shares its call with what it finds. */
  @Test
  void aPaymentMadeAnewDoesNotOvertakeItsOwnRemoval() {
    InvoiceId invoice = books.invoice();
    InvoiceId other = books.invoice();
    PaymentId mistake = books.pay(invoice, "110.00");
    books.settle();
    PaymentId first = pay(other, PaymentMethod.TRANSFER);
    clock.advance(Duration.ofSeconds(1));
    remove(mistake);
    clock.advance(Duration.ofSeconds(1));
    PaymentId again = pay(invoice, PaymentMethod.TRANSFER);
    assertGoes("payment", again);
    assertThat(books.standing("payment", first.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Whoever wants the payment to go now wants what is in its way to go, too. */
  @Test
  void whatHasToGoFirstIsNamedAndHurriedAlong() {
    InvoiceId invoice = books.invoice();
    books.settle();
    CreditNoteId note = credit(invoice);
    books.settle();
    var allocation = new RecordRef("allocation", allocation(note));
    voidNote(note);
    PaymentId payment = pay(invoice, PaymentMethod.TRANSFER);
    var record = new RecordRef("payment", payment.value());
    assertThat(waiting(record).needs()).isEqualTo(allocation);
    sendNow(record);
    assertThat(urgent()).containsExactlyInAnyOrder(record.id(), allocation.id());
    assertGoes("payment", payment);
  }

  @Test
  void whatAReceiptWaitsForIsNamedAndHurriedAlong() {
    desk.keep(PaymentMethod.CARD, PaymentMethod.CASH);
    InvoiceId invoice = books.invoice();
    PaymentId mistake = books.pay(invoice, "110.00");
    desk.close();
    books.settle();
    var first = new RecordRef("receipt", desk.receipts().getFirst().id().value());
    remove(mistake);
    PaymentId again = pay(invoice, PaymentMethod.CASH);
    desk.close();
    var second = new RecordRef("receipt", receiptOf(again));
    assertThat(waiting(second).needs()).isEqualTo(first);
    sendNow(second);
    assertThat(urgent()).containsExactlyInAnyOrder(first.id(), second.id());
  }

  private void sendNow(RecordRef record) {
    Practices.run(books.practice(), () -> books.bean(Outbox.class).sendNow(record));
  }

  private UUID receiptOf(PaymentId payment) {
    return books
        .in(() -> books.bean(Takings.class).receiptsOf(List.of(payment)))
        .get(payment)
        .value();
  }

  private WaitingRecords.Entry waiting(RecordRef record) {
    var all = new WaitingRecords.Question(null, null, null, null, null);
    return books.in(() -> books.bean(WaitingRecords.class).list(all, 1, 50)).stream()
        .filter(it -> it.record().equals(record))
        .findFirst()
        .orElseThrow();
  }

  private List<UUID> urgent() {
    return books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(
                    _ ->
                        books
                            .bean(JdbcClient.class)
                            .sql("select record from practice.pending_push where urgent")
                            .query(UUID.class)
                            .list()));
  }

  private UUID allocation(CreditNoteId note) {
    return books
        .in(() -> books.bean(Credits.class).find(note))
        .allocations()
        .getFirst()
        .id()
        .value();
  }

  private void assertGoes(String kind, PaymentId payment) {
    assertGoes(kind, payment.value());
  }

  /** All of it is old enough to go: what comes first is no matter of patience. */
  private void assertGoes(String kind, UUID record) {
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(refused()).isEmpty();
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
    clock.advance(Duration.ofMinutes(30));
    books.settle();
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
  }

  private List<String> refused() {
    return books.in(() -> books.bean(Outbox.class).refusals(10)).stream()
        .map(it -> it.record() + ": " + it.reason())
        .toList();
  }

  private static String status(JsonNode batch) {
    return batch.path("Status").asString();
  }

  private PaymentId pay(InvoiceId invoice, PaymentMethod means) {
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(today(), new BigDecimal("110.00"), means, "", null)));
  }

  private void remove(PaymentId payment) {
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
  }

  private void voidNote(CreditNoteId note) {
    Practices.run(books.practice(), () -> books.bean(Credits.class).voidNote(note));
  }

  private CreditNoteId credit(InvoiceId invoice) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    return books.in(
        () ->
            books
                .bean(Credits.class)
                .issue(
                    invoice,
                    new CreditDetails(
                        CreditPurpose.CREDIT,
                        today(),
                        "Charged twice",
                        LineAmounts.INCLUSIVE,
                        List.of(
                            new LineDetails(
                                "Credit",
                                BigDecimal.ONE,
                                new BigDecimal("40.00"),
                                was.accountCode(),
                                was.taxType(),
                                was.taxRate(),
                                null)),
                        null)));
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }
}
