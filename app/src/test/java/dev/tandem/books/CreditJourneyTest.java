package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.Using;
import dev.tandem.practice.credits.WriteOff;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * After the send: what was charged too much is credited, given back or written off, on both sides.
 */
@TandemTest
class CreditJourneyTest {

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
  void aCreditNoteSettlesAPartOfItsInvoiceHereAtOnceAndThenInXero() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("70.00");
    desk.settleAndLookAgain();
    JsonNode there = desk.only("creditNotes");
    assertThat(there.path("CreditNoteNumber").asString()).isEqualTo("CN-0001");
    assertThat(there.path("Type").asString()).isEqualTo("ACCRECCREDIT");
    assertThat(there.path("Reference").asString()).contains("INV-0001", "Charged twice");
    assertThat(number(there, "Total")).isEqualByComparingTo("40");
    assertThat(there.path("Status").asString()).isEqualTo("PAID");
    assertThat(number(desk.there(invoice), "AmountCredited")).isEqualByComparingTo("40");
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("70");
    InvoiceView ours = books.find(invoice);
    assertThat(ours.credited()).as("counted once").isEqualByComparingTo("40.00");
    assertThat(ours.due()).isEqualByComparingTo("70.00");
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", desk.allocation(note)).state())
        .isEqualTo(State.IN_STEP);
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.PAID);
  }

  @Test
  void whatIsCreditedInFullIsOwedByNobodyAndTheRestOfAPartPaidOneIsGivenBack() {
    books.pay(invoice, "50.00");
    books.settle();
    CreditNoteId note = desk.credit(invoice, "110.00", desk.back());
    InvoiceView ours = books.find(invoice);
    assertThat(ours.status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(ours.due()).isEqualByComparingTo("0");
    assertThat(desk.find(note).allocated()).isEqualByComparingTo("60.00");
    assertThat(desk.find(note).refunded()).isEqualByComparingTo("50.00");
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("0");
    assertThat(number(desk.there(invoice), "AmountPaid"))
        .as("the payment stands")
        .isEqualByComparingTo("50");
    assertThat(books.records("payments", it -> living(it) && isRefund(it)))
        .singleElement()
        .satisfies(it -> assertThat(number(it, "Amount")).isEqualByComparingTo("50"));
    assertThat(books.records("payments", it -> living(it) && !isRefund(it))).hasSize(1);
    assertThat(number(desk.only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("60.00");
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("50.00");
    assertThat(books.standing("refund", desk.find(note).refunds().getFirst().id().value()).state())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsNotGivenBackStaysTheClientsCreditUntilItIs() {
    books.pay(invoice, "110.00");
    CreditNoteId note = desk.credit(invoice, "30.00", null);
    desk.settleAndLookAgain();
    assertThat(number(desk.only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("30");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("30.00");
    Practices.run(books.practice(), () -> books.bean(Credits.class).refundRest(note, desk.back()));
    desk.settleAndLookAgain();
    assertThat(number(desk.only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.PAID);
  }

  @Test
  void aCreditNoteMadeInXeroIsShownAndCountedOnceBesideOurs() {
    desk.credit(invoice, "40.00", null);
    books.settle();
    desk.creditInXero(invoice, "25");
    desk.settleAndLookAgain();
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("65.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("45.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice)))
        .as("ours is none of theirs")
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("25.00"));
  }

  @Test
  void whatIsTakenOffTheInvoiceInXeroIsOwedAgain() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    desk.takeOffInXero(note, desk.allocation(note));
    desk.settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(desk.find(note).allocations()).singleElement().matches(it -> it.removed());
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("40.00");
    assertThat(desk.only("creditNotes").path("Status").asString()).isEqualTo("AUTHORISED");
  }

  @Test
  void noMoreIsCreditedThanWasChargedAndACreditedInvoiceIsNotVoided() {
    desk.credit(invoice, "40.00", null);
    assertThatThrownBy(() -> desk.credit(invoice, "70.01", null))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("At most 70.00");
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("credit the rest");
  }

  /** Its answer was lost and it was made all the same, while somebody credited besides in Xero. */
  @Test
  void aLostAnswerBesideACreditOfTheSameAmountMadeInXeroCountsBoth() {
    books.fault("drop-after-commit", "PUT", "CreditNotes/");
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    desk.creditInXero(invoice, "40");
    clock.advance(Duration.ofMinutes(6));
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountCredited")).isEqualByComparingTo("80");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("80.00");
    assertThat(books.standing("allocation", desk.allocation(note)).state())
        .isEqualTo(State.IN_STEP);
  }

  /** Ours waits meanwhile, and is refused: nothing is left of the credit note over there. */
  @Test
  void aCreditThatSomebodySetOffByHandWhileOursWaitedCountsOnce() {
    books.fault("429", "PUT", "CreditNotes/");
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    desk.allocateInXero(note, invoice, "40");
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountCredited")).isEqualByComparingTo("40");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("40.00");
    assertThat(books.standing("allocation", desk.allocation(note)).state())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsLeftOfACreditSettlesItsInvoiceWhenThatIsOwedAgain() {
    var payment = books.pay(invoice, "110.00");
    CreditNoteId note = desk.credit(invoice, "30.00", null);
    desk.settleAndLookAgain();
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    AllocationId used =
        books.in(() -> books.bean(Using.class).use(note, invoice, new BigDecimal("30.00")));
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("80.00");
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountCredited")).isEqualByComparingTo("30");
    assertThat(number(desk.only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(books.standing("allocation", used.value()).state()).isEqualTo(State.IN_STEP);
    assertThatThrownBy(
            () -> books.in(() -> books.bean(Using.class).use(note, invoice, BigDecimal.ONE)))
        .isInstanceOf(Refused.class)
        .hasMessage("Nothing of CN-0001 is left.");
    Practices.run(books.practice(), () -> books.bean(Using.class).takeOff(used));
    desk.settleAndLookAgain();
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(books.in(() -> books.bean(Using.class).left(books.room().client())))
        .singleElement()
        .satisfies(it -> assertThat(it.remaining()).isEqualByComparingTo("30.00"));
  }

  /** Xero promises the list, not the amounts in it. */
  @Test
  void aCreditOfOursThatIsListedWithoutItsAmountCountsOnce() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    var shown =
        new LedgerCreditView(
            desk.only("creditNotes").path("CreditNoteID").asString(),
            "CN-0001",
            desk.today(),
            BigDecimal.ZERO);
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(LedgerCredits.class)
                .recordOthers(invoice, new BigDecimal("65.00"), List.of(shown)));
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("65.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice)))
        .as("a deposit or an overpayment")
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("25.00"));
    desk.voidNote(note);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("25.00");
  }

  @Test
  void aDebtThatNobodyPaysIsBookedAsALossWithItsTax() {
    books.pay(invoice, "10.00");
    books.settle();
    String account =
        books.in(() -> books.bean(CreditAccounts.class).losses(invoice)).getFirst().key();
    CreditNoteId note =
        books.in(
            () ->
                books
                    .bean(Credits.class)
                    .issue(
                        invoice,
                        new CreditDetails(
                            CreditPurpose.WRITE_OFF,
                            desk.today(),
                            "Cannot be found any more",
                            LineAmounts.INCLUSIVE,
                            books.bean(WriteOff.class).lines(books.find(invoice), account),
                            null)));
    desk.settleAndLookAgain();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("0");
    JsonNode there = desk.only("creditNotes");
    assertThat(number(there, "Total")).isEqualByComparingTo("100");
    assertThat(number(there, "TotalTax")).isEqualByComparingTo("9.09");
    assertThat(there.path("LineItems").path(0).path("AccountCode").asString()).isEqualTo(account);
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static boolean living(JsonNode payment) {
    return payment.path("Status").asString().equals("AUTHORISED");
  }

  private static boolean isRefund(JsonNode payment) {
    return payment.path("PaymentType").asString().equals("ARCREDITPAYMENT");
  }
}
