package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.RecordRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Money of a credit note that was said to be given back, and was not. */
@TandemTest
class RefundsTakenBackTest {

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

  private void lock(String date) {
    scene.books().control(scene.books().organisation() + "/lock" + date, "");
  }

  /** Xero voids no credit note of which money was given back. */
  @Test
  void aNoteIsVoidedOnceItsRefundIsGoneThere() {
    CreditNoteId note = scene.unused("40.00");
    RecordRef refund = scene.giveBack(note);
    scene.settle();
    scene.books().forgetCalls();
    scene.takeRefundBackHere(refund);
    scene.voidHere(note);
    scene.settle();
    assertThat(scene.standing(MoneyRefusalScene.ref(Kind.CREDIT_NOTE, note.value())).state())
        .isEqualTo(State.IN_STEP);
    assertThat(scene.books().calls("POST", "CreditNotes")).as("voided at once").isEqualTo(1);
    scene.settleAndLookAgain();
    scene.assertSame();
    assertThat(scene.note(note).stands()).isFalse();
  }

  /** While the removal of the refund is refused, the note is not sent to be refused as well. */
  @Test
  void aNoteWaitsForARefundThatIsRefused() {
    CreditNoteId note = scene.unused("40.00");
    RecordRef refund = scene.giveBack(note);
    scene.settle();
    lock("?date=" + scene.today());
    scene.takeRefundBackHere(refund);
    scene.voidHere(note);
    scene.settle();
    assertThat(scene.standing(refund).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(scene.standing(MoneyRefusalScene.ref(Kind.CREDIT_NOTE, note.value())).state())
        .isEqualTo(State.WAITING);
    assertThat(scene.books().calls("POST", "CreditNotes")).isZero();
    scene.keep(refund);
    scene.settleAndLookAgain();
    scene.assertSame();
    assertThat(scene.note(note).stands()).as("stands with what was given back").isTrue();
    assertThat(scene.note(note).remaining()).isEqualByComparingTo("0.00");
  }

  /** That it stands there is no news while nobody there has heard of it. */
  @Test
  void aReadingDoesNotBringBackWhatIsStillToBeSaid() {
    CreditNoteId note = scene.unused("40.00");
    InvoiceId other = scene.invoice();
    RecordRef use = scene.use(note, other, "10.00");
    scene.settle();
    RecordRef refund = scene.giveBack(note);
    scene.settle();
    assertThat(scene.note(note).remaining()).isEqualByComparingTo("0.00");
    lock("?date=" + scene.today());
    scene.takeRefundBackHere(refund);
    scene.settle();
    assertThat(scene.standing(refund).state()).isEqualTo(State.NEEDS_YOU);
    lock("");
    String id = scene.standing(use).ledgerId();
    scene.inXero(
        "DELETE",
        "CreditNotes/%s/Allocations/%s"
            .formatted(scene.theirs(note), id.substring(id.length() - 36)),
        "");
    lock("?date=" + scene.today());
    scene.settleAndLookAgain();
    assertThat(scene.books().find(other).due()).as("it was read").isEqualByComparingTo("110.00");
    assertThat(scene.note(note).remaining())
        .as("not given back here, whatever stands there")
        .isEqualByComparingTo("40.00");
    assertThat(scene.standing(refund).state()).isEqualTo(State.NEEDS_YOU);
    scene.keep(refund);
    scene.settleAndLookAgain();
    scene.assertSame();
    assertThat(scene.note(note).remaining()).isEqualByComparingTo("10.00");
  }
}
