package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.AnotherNode;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What was taken back here and stands over there on a closed day is kept after all: whatever comes
 * between, nothing of it is sent any more, and both sides say the same.
 */
@TandemTest
class KeptAfterAllTest {

  private static final String KEEPING = "/ledger/refusals/keeping";
  private static final String TRAY = "/ledger/periods";

  /** What is in Xero, how it is taken back here, and how the bookkeeper takes it back there. */
  enum Money {
    PAYMENT(
        it -> it.pay(it.invoice(), "60.00"),
        MoneyRefusalScene::removeHere,
        MoneyRefusalScene::removeInXero),
    USE_OF_A_DEPOSIT(
        it -> it.use(it.deposit("50.00"), it.invoice(), "30.00"),
        (it, record) -> it.desk().takeOff(new AllocationId(record.id())),
        (it, record) ->
            it.inXero(
                "DELETE",
                "Overpayments/%s/Allocations/%s"
                    .formatted(it.theirs(deposit(it)), allocation(it, record)),
                "")),
    USE_OF_A_CREDIT_NOTE(
        it -> it.use(it.credit(it.invoice(), "40.00", null)),
        (it, record) -> it.voidHere(it.noteOf(record)),
        (it, record) -> {
          String note = "CreditNotes/" + it.theirs(it.noteOf(record));
          it.inXero("DELETE", "%s/Allocations/%s".formatted(note, allocation(it, record)), "");
          it.inXero("POST", note, "{\"Status\":\"VOIDED\"}");
        }),
    CREDIT_NOTE(
        it -> MoneyRefusalScene.ref(Kind.CREDIT_NOTE, it.unused("15.00").value()),
        (it, record) -> it.voidHere(new CreditNoteId(record.id())),
        (it, record) ->
            it.inXero(
                "POST",
                "CreditNotes/" + it.theirs(new CreditNoteId(record.id())),
                "{\"Status\":\"VOIDED\"}")),
    REFUND(
        it -> it.giveBack(it.unused("40.00")),
        MoneyRefusalScene::takeRefundBackHere,
        MoneyRefusalScene::removeInXero),
    RECEIPT(
        it -> it.receiptAfter(_ -> {}),
        (it, _) -> it.removeHere(it.firstOfReceipt()),
        MoneyRefusalScene::removeBatchInXero);

    private final Function<MoneyRefusalScene, RecordRef> made;
    private final BiConsumer<MoneyRefusalScene, RecordRef> takenBack;
    private final BiConsumer<MoneyRefusalScene, RecordRef> takenBackThere;

    Money(
        Function<MoneyRefusalScene, RecordRef> made,
        BiConsumer<MoneyRefusalScene, RecordRef> takenBack,
        BiConsumer<MoneyRefusalScene, RecordRef> takenBackThere) {
      this.made = made;
      this.takenBack = takenBack;
      this.takenBackThere = takenBackThere;
    }

    private static AdvanceId deposit(MoneyRefusalScene scene) {
      return scene.desk().all().getFirst().id();
    }

    /** Its id as Xero knows it, without that of what it is part of. */
    private static String allocation(MoneyRefusalScene scene, RecordRef record) {
      String id = scene.standing(record).ledgerId();
      return id.substring(id.length() - 36);
    }
  }

  @Autowired ApplicationContext house;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
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

  /** Taken back here before anybody knew of the lock, and refused there. */
  private RecordRef refused(Money money) {
    RecordRef record = money.made.apply(scene);
    scene.settle();
    scene.assertSame();
    lock("?date=" + scene.today());
    money.takenBack.accept(scene, record);
    scene.settle();
    assertThat(scene.standing(record).state()).isEqualTo(State.NEEDS_YOU);
    return record;
  }

  private void look(RecordRef record) {
    assertThat(scene.owner().get(MoneyRefusalScene.page(record)).body())
        .contains("is still in Xero", "Keep it after all");
  }

  private void keep() {
    scene.owner().submit(KEEPING, Map.of());
  }

  private void bookkeeperTakesItBack(Money money, RecordRef record) {
    lock("");
    money.takenBackThere.accept(scene, record);
    lock("?date=" + scene.today());
  }

  private int writes() {
    return scene.books().calls("POST", "api.xro")
        + scene.books().calls("PUT", "api.xro")
        + scene.books().calls("DELETE", "api.xro");
  }

  private void assertNothingIsSent(Runnable meanwhile) {
    scene.books().forgetCalls();
    meanwhile.run();
    assertThat(writes()).as("calls that write").isZero();
    scene.assertSame();
  }

  /** All is read anew, as it is day by day. */
  private void days() {
    scene.settleAndLookAgain();
    clock.advance(Duration.ofDays(2));
    scene.settleAndLookAgain();
  }

  @ParameterizedTest
  @EnumSource(Money.class)
  void whateverIsReadAfterwardsBothSidesAreTheSame(Money money) {
    RecordRef record = refused(money);
    look(record);
    keep();
    assertNothingIsSent(this::days);
    assertThat(scene.standing(record).state()).isEqualTo(State.IN_STEP);
  }

  /** The answer is lost, and another process finds out what became of it and goes on. */
  @ParameterizedTest
  @EnumSource(Money.class)
  void anotherProcessGoesOnBetween(Money money) {
    RecordRef record = money.made.apply(scene);
    scene.settle();
    lock("?date=" + scene.today());
    money.takenBack.accept(scene, record);
    for (String method : new String[] {"POST", "PUT", "DELETE"}) {
      scene.books().fault("drop-before-commit", method, "");
    }
    clock.advance(Duration.ofSeconds(2));
    scene.books().turn();
    try (var node = AnotherNode.beside(database, xero, Map.of())) {
      BooksRoom beside = scene.books().on(node);
      scene.books().control("/_simulator/switches/reset", "");
      beside.settle();
      assertThat(scene.standing(record).state()).isEqualTo(State.NEEDS_YOU);
      look(record);
      keep();
      assertNothingIsSent(beside::settle);
    }
    assertNothingIsSent(this::days);
    assertThat(scene.standing(record).state()).isEqualTo(State.IN_STEP);
  }

  /** Nobody has read it when somebody here keeps it. */
  @ParameterizedTest
  @EnumSource(Money.class)
  void theBookkeeperTakesItBackAtTheSameTime(Money money) {
    RecordRef record = refused(money);
    look(record);
    bookkeeperTakesItBack(money, record);
    keep();
    assertNothingIsSent(this::days);
  }

  @ParameterizedTest
  @EnumSource(Money.class)
  void theBookkeeperTakesItBackAfterwards(Money money) {
    RecordRef record = refused(money);
    look(record);
    keep();
    scene.settle();
    bookkeeperTakesItBack(money, record);
    assertNothingIsSent(this::days);
  }

  /** Read before it is kept: there is nothing left to keep. */
  @ParameterizedTest
  @EnumSource(Money.class)
  void theBookkeeperTakesItBackBefore(Money money) {
    RecordRef record = refused(money);
    look(record);
    bookkeeperTakesItBack(money, record);
    scene.settleAndLookAgain();
    keep();
    assertNothingIsSent(this::days);
    assertThat(scene.standing(record).state()).isEqualTo(State.IN_STEP);
  }

  /** What was told has to be what is done. */
  @Test
  void whoSawSomethingElseLooksAgainWhereverItIsDecided() {
    InvoiceId invoice = scene.invoice();
    RecordRef payment = scene.pay(invoice, "60.00");
    scene.settle();
    lock("?date=" + scene.today());
    scene.removeHere(payment);
    scene.settle();
    for (String page :
        new String[] {
          TRAY + "?act=keep&record=payment:" + payment.id(), MoneyRefusalScene.page(payment)
        }) {
      assertThat(scene.owner().get(page).body()).contains("is paid on", "left to pay on it then");
      RecordRef meanwhile = scene.pay(invoice, "10.00");
      keep();
      assertThat(scene.owner().get(page).body()).contains("Something has changed since you looked");
      assertThat(scene.standing(payment).state()).isEqualTo(State.NEEDS_YOU);
      assertThat(scene.books().find(invoice).standingPayments())
          .extracting(it -> it.id().value())
          .contains(meanwhile.id())
          .doesNotContain(payment.id());
    }
    scene.owner().get(MoneyRefusalScene.page(payment));
    keep();
    assertThat(scene.books().find(invoice).due()).isEqualByComparingTo("30.00");
  }

  /** Giving it up by the other door would leave unsaid what it means. */
  @Test
  void whatIsKeptIsNotTakenAsADifferenceOfFields() {
    RecordRef payment = refused(Money.PAYMENT);
    look(payment);
    Map<String, String> shown = scene.owner().hiddenFields(KEEPING);
    scene.owner().post(MoneyRefusalScene.page(payment) + "/theirs", shown);
    assertThat(scene.owner().get(MoneyRefusalScene.page(payment)).body())
        .contains("Nothing was given up", "Keep it after all");
    assertThat(scene.standing(payment).state()).isEqualTo(State.NEEDS_YOU);
  }

  @Test
  void anInvoiceThatWasVoidedMeanwhileIsNotVoidAnyMore() {
    InvoiceId invoice = scene.invoice();
    RecordRef used = scene.use(scene.deposit("50.00"), invoice, "30.00");
    scene.settle();
    lock("?date=" + scene.today());
    scene.desk().takeOff(new AllocationId(used.id()));
    Practices.run(
        scene.books().practice(), () -> scene.books().bean(Billing.class).voidInvoice(invoice));
    scene.settle();
    assertThat(scene.owner().get(MoneyRefusalScene.page(used)).body())
        .contains("settles", "which is not void any more; 80.00 is owed on it then.");
    keep();
    assertThat(scene.books().find(invoice).status()).isEqualTo(InvoiceStatus.APPROVED);
    assertNothingIsSent(this::days);
  }
}
