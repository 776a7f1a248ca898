package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.AllocationView;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.RefundView;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.Practices;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Credit notes, deposits, what they settle and what was given back of them, in a database that was
 * put back: each is there once afterwards on both sides, whether the ledger had heard of it or not.
 */
@TandemTest
class RestoredCreditsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private AdvanceDesk desk;
  private InvoiceId invoice;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCreditNoteAndWhatItSettlesAreFoundAgain(boolean sent) {
    CreditNoteId note = credit("40.00", null);
    loseAnHour(sent, () -> {});
    assertThat(books.records("creditNotes", _ -> true)).hasSize(1);
    assertThat(allocations()).hasSize(1);
    assertOwed(invoice, "70.00");
    assertInStep("credit-note", note.value());
    assertInStep("allocation", note(note).allocations().getFirst().id().value());
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasGivenBackOfACreditNoteIsFoundAgain(boolean sent) {
    books.pay(invoice, "110.00");
    books.settle();
    CreditNoteId note = credit("30.00", refund());
    loseAnHour(sent, () -> {});
    assertThat(books.records("creditNotes", _ -> true)).hasSize(1);
    assertThat(living("payments")).as("one in, one back").hasSize(2);
    assertThat(note(note).refunds())
        .filteredOn(it -> !it.removed())
        .singleElement()
        .matches(it -> !it.fromLedger());
    assertInStep("refund", note(note).refunds().getFirst().id().value());
  }

  /** The credit itself the copy knows; the rest is given back while the hour passes. */
  @Test
  void whatWasGivenBackInTheLostHourIsGivenBackHere() {
    books.pay(invoice, "110.00");
    CreditNoteId note = credit("30.00", null);
    books.settle();
    AdvanceId deposit = desk.deposit("50.00");
    books.settle();
    loseAnHour(
        true,
        () -> {
          books.in(
              () -> {
                books.bean(Credits.class).refundRest(note, refund());
                return true;
              });
          desk.giveBack(deposit);
        });
    assertThat(living("payments")).as("nothing goes back again").hasSize(3);
    assertThat(note(note).remaining()).isEqualByComparingTo("0");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("0");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatADepositSettlesIsFoundAgain(boolean sent) {
    AdvanceId deposit = desk.deposit("150.00");
    books.settle();
    AllocationId used = desk.use(deposit, invoice, "40.00");
    loseAnHour(sent, () -> {});
    assertThat(allocations()).hasSize(1);
    assertOwed(invoice, "70.00");
    assertThat(desk.find(deposit).allocations()).hasSize(1);
    assertInStep("allocation", used.value());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasTakenOffAnInvoiceStaysOff(boolean sent) {
    AdvanceId deposit = desk.deposit("150.00");
    AllocationId used = desk.use(deposit, invoice, "40.00");
    books.settle();
    desk.takeOff(used);
    loseAnHour(sent, () -> {});
    assertThat(allocations()).isEmpty();
    assertOwed(invoice, "110.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("150.00");
    assertInStep("allocation", used.value());
  }

  /** Taken off while the hour passes: the copy has it on still. */
  @Test
  void whatWasTakenOffInTheLostHourIsOffHere() {
    AdvanceId deposit = desk.deposit("150.00");
    AllocationId used = desk.use(deposit, invoice, "40.00");
    books.settle();
    loseAnHour(true, () -> desk.takeOff(used));
    assertThat(allocations()).isEmpty();
    assertOwed(invoice, "110.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("150.00");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWasGivenBackOfADepositIsFoundAgain(boolean sent) {
    AdvanceId deposit = desk.deposit("150.00");
    books.settle();
    desk.giveBack(deposit);
    loseAnHour(sent, () -> {});
    assertThat(living("payments")).hasSize(1);
    assertThat(desk.find(deposit).refunds()).hasSize(1);
    RefundView back = desk.find(deposit).refunds().getFirst();
    assertThat(back.fromLedger()).isFalse();
    assertInStep("refund", back.id().value());
    assertThat(overpayment("RemainingCredit").decimalValue()).isEqualByComparingTo("0");
  }

  /** All of it, with the deposit itself, waited when the copy was made. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFirstDepositThatWaitedAndAllOfItIsThereOnce(boolean sent) {
    AdvanceId deposit = desk.deposit("150.00");
    AllocationId used = desk.use(deposit, invoice, "40.00");
    desk.giveBack(deposit);
    loseAnHour(sent, () -> {});
    assertThat(desk.overpayments()).hasSize(1);
    assertThat(desk.all()).hasSize(1);
    assertThat(allocations()).hasSize(1);
    assertThat(living("payments")).hasSize(1);
    assertOwed(invoice, "70.00");
    assertInStep("advance", deposit.value());
    assertInStep("allocation", used.value());
    assertInStep("refund", desk.find(deposit).refunds().getFirst().id().value());
  }

  /** The copy was made before any deposit was ever sent: nobody would look for one. */
  @Test
  void theVeryFirstDepositOfTheLostHourComesBackWithWhatBecameOfIt() {
    loseAnHour(
        true,
        () -> {
          AdvanceId deposit = desk.deposit("150.00");
          desk.use(deposit, invoice, "40.00");
          books.settle();
          desk.giveBack(deposit);
        });
    assertThat(desk.overpayments()).hasSize(1);
    AdvanceView back = desk.all().getFirst();
    assertThat(desk.all()).hasSize(1);
    assertThat(back.fromLedger()).as("taken here").isFalse();
    assertThat(back.amount()).isEqualByComparingTo("150.00");
    assertThat(back.remaining()).isEqualByComparingTo("0");
    assertThat(back.allocations())
        .singleElement()
        .extracting(AllocationView::invoice)
        .isEqualTo(invoice);
    assertOwed(invoice, "70.00");
    assertThat(living("payments")).hasSize(1);
    assertInStep("advance", back.id().value());
  }

  /** Where nobody takes deposits each of Xero's two lists is asked once after a process came up. */
  @Test
  void whereNoDepositWasEverTakenTheyAreLookedForOnce() {
    loseAnHour(true, () -> books.pay(invoice, "10.00"));
    assertThat(books.calls("GET", "/Overpayments")).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    books.settle();
    assertThat(books.calls("GET", "/Overpayments")).isEqualTo(1);
    assertThat(books.calls("GET", "/Prepayments")).isEqualTo(1);
  }

  /**
   * Invoice and uses are of the lost hour, deposit and credit note are not. What is read first is
   * chance: an event of a credit's may come before the invoices are asked for.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatSettlesAnInvoiceOfTheLostHourSettlesItWhicheverIsReadFirst(boolean creditsFirst) {
    books.pay(invoice, "110.00");
    CreditNoteId note = credit("30.00", null);
    AdvanceId deposit = desk.deposit("150.00");
    books.settle();
    var number = new AtomicReference<String>();
    loseAnHour(
        true,
        () -> {
          InvoiceId made = books.invoice();
          number.set(books.find(made).number());
          books.settle();
          desk.use(deposit, made, "40.00");
          books.in(() -> books.bean(Using.class).use(note, made, new BigDecimal("30.00")));
        },
        () -> {
          if (creditsFirst) {
            read(Kind.CREDIT_NOTE);
            read(Kind.ADVANCE);
            assertThat(settledBy(note, deposit)).as("nobody's here").containsOnlyNulls().hasSize(2);
          }
        });
    InvoiceId back =
        books
            .in(() -> books.bean(Billing.class).byNumbers(List.of(number.get())))
            .get(number.get());
    assertThat(settledBy(note, deposit)).containsExactly(back, back);
    assertThat(allocations()).hasSize(2);
    assertOwed(back, "40.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(back))).isEmpty();
    assertThat(note(note).remaining()).isEqualByComparingTo("0");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("110.00");
  }

  /** Invoice and uses waited when the copy was made, and went in the lost hour. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWaitedToSettleAnInvoiceThatWaitedTooSettlesItOnce(boolean creditsFirst) {
    books.pay(invoice, "110.00");
    CreditNoteId note = credit("70.00", null);
    AdvanceId deposit = desk.deposit("150.00");
    books.settle();
    InvoiceId made = books.invoice();
    AllocationId drawn = desk.use(deposit, made, "40.00");
    AllocationId used =
        books.in(() -> books.bean(Using.class).use(note, made, new BigDecimal("30.00")));
    loseAnHour(
        true,
        () -> {},
        () -> {
          if (creditsFirst) {
            read(Kind.CREDIT_NOTE);
            read(Kind.ADVANCE);
          }
        });
    assertThat(allocations()).hasSize(2);
    assertThat(settledBy(note, deposit)).containsExactly(made, made);
    assertInStep("allocation", drawn.value());
    assertInStep("allocation", used.value());
    assertOwed(made, "40.00");
    assertThat(note(note).remaining()).isEqualByComparingTo("40.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("110.00");
    assertThat(books.calls("PUT", "/Allocations")).as("asked again").isZero();
  }

  /** Whether there was one before tells whether they are read at all. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCreditNoteOfTheLostHourComesBackWithWhatItSettles(boolean theFirst) {
    if (!theFirst) {
      credit("5.00", null);
      books.settle();
    }
    var number = new AtomicReference<String>();
    loseAnHour(true, () -> number.set(note(credit("40.00", null)).number()));
    assertThat(books.records("creditNotes", _ -> true)).hasSize(theFirst ? 1 : 2);
    CreditNoteView back = named(number.get());
    assertThat(back.invoice()).isEqualTo(invoice);
    assertThat(back.total()).isEqualByComparingTo("40.00");
    assertThat(back.reason()).isEqualTo("Charged twice");
    assertThat(back.settling(invoice)).isEqualByComparingTo("40.00");
    assertThat(back.remaining()).isEqualByComparingTo("0");
    assertOwed(invoice, theFirst ? "70.00" : "65.00");
    assertInStep("credit-note", back.id().value());
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice))).isEmpty();
    assertThat(note(credit("1.00", null)).number()).as("goes on").isGreaterThan(number.get());
  }

  @Test
  void aCreditNoteOfTheLostHourThatWasGivenBackIsGivenBackHere() {
    books.pay(invoice, "110.00");
    books.settle();
    var number = new AtomicReference<String>();
    loseAnHour(true, () -> number.set(note(credit("30.00", refund())).number()));
    CreditNoteView back = named(number.get());
    assertThat(back.refunded()).isEqualByComparingTo("30.00");
    assertThat(back.remaining()).isEqualByComparingTo("0");
    assertThat(living("payments")).as("one in, one back").hasSize(2);
  }

  /** Its invoice comes back first, whatever is read first. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void invoiceAndCreditNoteOfTheLostHourComeBackTogether(boolean creditsFirst) {
    credit("5.00", null);
    books.settle();
    var number = new AtomicReference<String>();
    loseAnHour(
        true,
        () -> {
          invoice = books.invoice();
          books.settle();
          number.set(note(credit("40.00", null)).number());
        },
        () -> {
          if (creditsFirst) {
            read(Kind.CREDIT_NOTE);
          }
        });
    CreditNoteView back = named(number.get());
    assertThat(back.settling(back.invoice())).isEqualByComparingTo("40.00");
    assertOwed(back.invoice(), "70.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(back.invoice()))).isEmpty();
  }

  /** Xero numbers the bookkeeper's own alike. */
  @Test
  void aCreditNoteThatTheBookkeeperWroteIsNotTakenForOurs() {
    credit("5.00", null);
    books.settle();
    var theirs = new CreditDesk(books);
    loseAnHour(true, () -> theirs.creditInXero(invoice, "CN-0077", "Theirs", "20.00"));
    assertThat(books.in(() -> books.bean(Credits.class).of(invoice))).hasSize(1);
  }

  /** The only one here by this number. */
  private CreditNoteView named(String number) {
    List<CreditNoteView> found =
        books.in(
            () ->
                books.bean(Billing.class).search(new LostHour(clock).everyInvoice()).rows().stream()
                    .flatMap(it -> books.bean(Credits.class).of(it.id()).stream())
                    .filter(it -> it.number().equals(number))
                    .toList());
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private List<@Nullable InvoiceId> settledBy(CreditNoteId note, AdvanceId deposit) {
    return Stream.of(note(note).allocations(), desk.find(deposit).allocations())
        .flatMap(List::stream)
        .<@Nullable InvoiceId>map(AllocationView::invoice)
        .toList();
  }

  private void read(Kind kind) {
    Practices.in(
        books.practice(),
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls -> {
                      books.bean(Inbox.class).sweep(kind, LaneClass.PERSON, calls);
                      return true;
                    }));
  }

  private void loseAnHour(boolean sent, Runnable meanwhile) {
    loseAnHour(sent, meanwhile, () -> {});
  }

  /**
   * @param first what happens as soon as the copy is put back
   */
  private void loseAnHour(boolean sent, Runnable meanwhile, Runnable first) {
    try (var copy = PracticeCopy.of(database, books.practice())) {
      meanwhile.run();
      if (sent) {
        new LostHour(clock).pass(books);
      } else {
        clock.advance(Duration.ofHours(1));
      }
      copy.putBack();
    }
    first.run();
    books.forgetCalls();
    for (int i = 0; i < 3; i++) {
      books.settle();
      clock.advance(Duration.ofMinutes(6));
    }
    books.settle();
  }

  /** The same on both sides. */
  private void assertOwed(InvoiceId id, String amount) {
    assertThat(books.find(id).due()).as("here").isEqualByComparingTo(amount);
    String number = books.find(id).number();
    assertThat(
            books
                .records("invoices", it -> it.path("InvoiceNumber").asString().equals(number))
                .getFirst()
                .path("AmountDue")
                .decimalValue())
        .as("in Xero")
        .isEqualByComparingTo(amount);
  }

  private void assertInStep(String kind, UUID record) {
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
  }

  private List<JsonNode> living(String collection) {
    return books.records(collection, it -> it.path("Status").asString().equals("AUTHORISED"));
  }

  private List<JsonNode> allocations() {
    return books.records("allocations", it -> !it.path("IsDeleted").asBoolean(false));
  }

  private JsonNode overpayment(String field) {
    return desk.overpayments().getFirst().path(field);
  }

  private CreditNoteView note(CreditNoteId id) {
    return books.in(() -> books.bean(Credits.class).find(id));
  }

  private CreditNoteId credit(String amount, @Nullable Refunding refunding) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    var line =
        new LineDetails(
            "Credit",
            BigDecimal.ONE,
            new BigDecimal(amount),
            was.accountCode(),
            was.taxType(),
            was.taxRate(),
            null);
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
                        List.of(line),
                        refunding)));
  }

  private Refunding refund() {
    return new Refunding(today(), PaymentMethod.TRANSFER, "", null);
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }
}
