package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.RecordRef;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Deposits, uses of credits, credit notes and refunds of a day that was closed over there: they
 * move, stay out, or are kept where they were taken back here.
 */
@TandemTest
class ClosedDayMoneyTest {

  private static final String TRAY = "/ledger/periods";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private MoneyRefusalScene scene;

  @BeforeEach
  void open() {
    scene = new MoneyRefusalScene(house, clock);
  }

  @AfterEach
  void putBack() {
    scene.close();
    clock.reset();
  }

  private void lock() {
    scene.books().control(scene.books().organisation() + "/lock?date=" + scene.today(), "");
  }

  private void assertHeld(RecordRef record) {
    scene.settle();
    assertThat(scene.standing(record).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(Catalogue.find(scene.standing(record).reason(), Kind.of(record.kind())))
        .map(Refusal::step)
        .contains(Step.DATE);
    assertThat(scene.owner().get(TRAY).body()).contains("value=\"" + key(record) + "\"");
  }

  private static String key(RecordRef it) {
    return it.kind() + ":" + it.id();
  }

  private String shown(String act, RecordRef record) {
    String day = act.equals("move") ? "&day=" + scene.today() : "&reason=Booked+by+hand";
    return scene.owner().get(TRAY + "?record=" + key(record) + "&act=" + act + day).body();
  }

  /** Money comes in and goes out on days that have been: the first open one has come by then. */
  private void moveOnTheNextDay(RecordRef record) {
    assertThat(shown("move", record)).contains("What moves to", "closed, too");
    clock.advance(java.time.Duration.ofDays(1));
    assertThat(shown("move", record)).contains("What moves to").doesNotContain("Stays:");
    scene.owner().submit(TRAY + "/move", Map.of());
    scene.settle();
    assertThat(scene.standing(record).state())
        .as("%s", scene.standing(record).reason())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void aDepositItsUseAndItsRefundMove() {
    InvoiceId invoice = scene.invoice();
    AdvanceId known = scene.deposit("80.00");
    lock();
    RecordRef late = MoneyRefusalScene.ref(Kind.ADVANCE, scene.desk().deposit("50.00").value());
    RecordRef used = scene.use(known, invoice, "30.00");
    assertHeld(late);
    assertHeld(used);
    scene.desk().giveBack(known);
    RecordRef back = scene.refund(known);
    assertHeld(back);
    moveOnTheNextDay(late);
    moveOnTheNextDayAlready(used);
    moveOnTheNextDayAlready(back);
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  private void moveOnTheNextDayAlready(RecordRef record) {
    assertThat(shown("move", record)).doesNotContain("Stays:");
    scene.owner().submit(TRAY + "/move", Map.of());
    scene.settle();
    assertThat(scene.standing(record).state())
        .as("%s", scene.standing(record).reason())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void aCreditNoteThatMovedTakesItsUseAlong() {
    InvoiceId invoice = scene.invoice();
    lock();
    CreditNoteId note = scene.credit(invoice, "40.00", null);
    RecordRef written = MoneyRefusalScene.ref(Kind.CREDIT_NOTE, note.value());
    assertHeld(written);
    moveOnTheNextDay(written);
    scene.settle();
    assertHeld(scene.use(note));
    moveOnTheNextDayAlready(scene.use(note));
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  /** What is used and given back of it has nothing to be of over there. */
  @Test
  void aDepositStaysOutWithWhatIsOfItAndComesBackWithIt() {
    InvoiceId invoice = scene.invoice();
    lock();
    AdvanceId deposit = scene.desk().deposit("50.00");
    RecordRef late = MoneyRefusalScene.ref(Kind.ADVANCE, deposit.value());
    RecordRef used = scene.use(deposit, invoice, "20.00");
    assertHeld(late);
    assertThat(shown("leave", late)).contains("What stays out of Xero");
    scene.owner().submit(TRAY + "/leave", Map.of());
    scene.desk().giveBack(deposit);
    RecordRef back = scene.refund(deposit);
    scene.settleAndLookAgain();
    for (RecordRef it : new RecordRef[] {late, used, back}) {
      assertThat(scene.standing(it).state()).as(it.kind()).isEqualTo(State.NOT_SENT);
    }
    assertThat(scene.owner().get(TRAY).body()).contains("With what it belongs to");
    assertThat(scene.desk().overpayments()).isEmpty();
    scene.books().control(scene.books().organisation() + "/lock", "");
    scene.owner().submit(TRAY + "/advance/" + deposit + "/back", Map.of());
    scene.settleAndLookAgain();
    for (RecordRef it : new RecordRef[] {late, used, back}) {
      assertThat(scene.standing(it).state())
          .as("%s: %s", it.kind(), scene.standing(it).reason())
          .isEqualTo(State.IN_STEP);
    }
    scene.assertSame();
  }

  @Test
  void aPaymentRemovedHereWhoseDayIsClosedIsKeptAfterAll() {
    InvoiceId invoice = scene.invoice();
    RecordRef payment = scene.pay(invoice, "60.00");
    scene.settle();
    lock();
    scene.removeHere(payment);
    assertHeld(payment);
    assertThat(shown("keep", payment))
        .contains("What stands again", "60.00 is paid on", "50.00 is left to pay on it then.");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    assertThat(scene.books().find(invoice).due()).isEqualByComparingTo("50.00");
    scene.settleAndLookAgain();
    scene.assertSame();
    assertThat(scene.standing(payment).state()).isEqualTo(State.IN_STEP);
  }

  /** What paid the rest of it meanwhile would be too much. */
  @Test
  void whatWasPaidOtherwiseMeanwhileIsTakenBackFirst() {
    InvoiceId invoice = scene.invoice();
    RecordRef payment = scene.pay(invoice, "110.00");
    scene.settle();
    lock();
    scene.removeHere(payment);
    assertHeld(payment);
    RecordRef instead = scene.pay(invoice, "100.00");
    scene.settle();
    assertThat(shown("keep", payment))
        .contains("Stays:", "Only 10.00 is left to pay on")
        .doesNotContain("Keep it after all</button>");
    scene
        .owner()
        .post("/ledger/refusals/keeping", scene.owner().hiddenFields("/ledger/refusals/keeping"));
    assertThat(scene.standing(payment).state()).isEqualTo(State.NEEDS_YOU);
    scene.removeHere(instead);
    shown("keep", payment);
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  @Test
  void aUseTakenOffHereWhoseDayIsClosedIsKeptAfterAll() {
    InvoiceId invoice = scene.invoice();
    AdvanceId deposit = scene.deposit("50.00");
    RecordRef used = scene.use(deposit, invoice, "30.00");
    scene.settle();
    lock();
    scene.desk().takeOff(new dev.tandem.practice.credits.AllocationId(used.id()));
    assertHeld(used);
    assertThat(shown("keep", used)).contains("settles", "80.00 is owed on it then.");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    assertThat(scene.desk().find(deposit).remaining()).isEqualByComparingTo("20.00");
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  /** Its use was taken off with it, and is what is held. */
  @Test
  void aCreditNoteVoidedHereWhoseDayIsClosedStandsAgain() {
    InvoiceId invoice = scene.invoice();
    CreditNoteId note = scene.credit(invoice, "40.00", null);
    CreditNoteId alone = scene.unused("15.00");
    scene.settle();
    lock();
    scene.voidHere(note);
    scene.voidHere(alone);
    assertHeld(scene.use(note));
    RecordRef other = MoneyRefusalScene.ref(Kind.CREDIT_NOTE, alone.value());
    assertHeld(other);
    assertThat(shown("keep", scene.use(note))).contains("stands again, and 40.00 of");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    assertThat(shown("keep", other)).contains("stands again, and 15.00 of it is left.");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    assertThat(scene.note(note).stands()).isTrue();
    assertThat(scene.books().find(invoice).due()).isEqualByComparingTo("70.00");
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  @Test
  void aRefundTakenBackHereWhoseDayIsClosedIsKeptAfterAll() {
    CreditNoteId note = scene.unused("40.00");
    RecordRef back = scene.giveBack(note);
    scene.settle();
    lock();
    scene.takeRefundBackHere(back);
    assertHeld(back);
    assertThat(shown("keep", back)).contains("40.00 of CN-0001 is given back again; 0.00 of it");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    assertThat(scene.note(note).remaining()).isEqualByComparingTo("0.00");
    scene.settleAndLookAgain();
    scene.assertSame();
  }

  /** Xero removes a receipt only as a whole, and what was to take its place does not go. */
  @Test
  void aReceiptThatLostAPaymentHereStandsAgainWhole() {
    RecordRef receipt = scene.receiptAfter(_ -> {});
    scene.settle();
    lock();
    scene.removeHere(scene.firstOfReceipt());
    assertHeld(receipt);
    assertThat(shown("keep", receipt))
        .contains("counts again, as Xero has it.", "Then 0.00 is owed");
    scene.owner().submit("/ledger/refusals/keeping", Map.of());
    scene.settleAndLookAgain();
    scene.assertSame();
    assertThat(scene.standing(receipt).state()).isEqualTo(State.IN_STEP);
    assertThat(scene.books().records("batchPayments", _ -> true)).hasSize(1);
  }
}
