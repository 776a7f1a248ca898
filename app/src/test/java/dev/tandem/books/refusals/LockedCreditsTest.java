package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.Using;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Credit notes, their use and their refunds that Xero has on a closed day: it is not promised that
 * they can be taken back, and what is written on an open day instead is offered.
 */
@TandemTest
class LockedCreditsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private MoneyRefusalScene scene;
  private BooksRoom books;
  private LocalDate today;

  @BeforeEach
  void open() {
    scene = new MoneyRefusalScene(house, clock);
    books = scene.books();
    today = scene.today();
  }

  @AfterEach
  void putBack() {
    scene.close();
    clock.reset();
  }

  private void lock(String date) {
    books.control(books.organisation() + "/lock" + date, "");
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  private void takeOff(RecordRef use) {
    Practices.run(
        books.practice(), () -> books.bean(Using.class).takeOff(new AllocationId(use.id())));
  }

  private String page(String path) {
    return scene.owner().get(path).body();
  }

  private void assertStays(Runnable takingBack, String what) {
    books.forgetCalls();
    assertThatThrownBy(takingBack::run)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Xero has " + what + " on")
        .hasMessageContaining("on an open day");
    books.settle();
    assertThat(books.calls("POST", "") + books.calls("DELETE", "")).as("calls").isZero();
    scene.assertSame();
  }

  @Test
  void aUseOfACreditNoteStaysAndWithItTheNote() {
    InvoiceId invoice = scene.invoice();
    CreditNoteId note = scene.credit(invoice, "40.00", null);
    scene.settle();
    RecordRef use = scene.use(note);
    String removal = "/used-credits/" + use.id() + "/removal";
    String voiding = "/credit-notes/" + note + "/voiding";
    String credits = "/invoices/" + invoice + "/credits";
    assertThat(page(removal))
        .contains("Take 40.00 of CN-0001 off INV-0001?", "Take it off")
        .contains("110.00 is owed on INV-0001 then, 70.00 now");
    assertThat(page(voiding)).contains("Void CN-0001?");
    assertThat(page(credits)).contains("action=\"" + removal, "href=\"" + voiding);
    lock("?date=" + today);
    assertStays(() -> takeOff(use), "this use of the credit");
    assertStays(() -> scene.voidHere(note), "this credit note");
    assertThat(page(credits))
        .contains("href=\"" + removal, "href=\"" + voiding)
        .doesNotContain("action=\"" + removal, "action=\"" + voiding);
    assertThat(page(removal))
        .contains("40.00 of CN-0001 stays on INV-0001", "A new invoice of 40.00 on an open day")
        .contains("href=\"/invoices/new?client=" + books.room().client())
        .doesNotContain("action=\"" + removal);
    assertThat(page(voiding)).contains("CN-0001 stays", "href=\"/invoices/new?client=");
    lock("?date=" + today.minusDays(1));
    assertThat(page(removal)).contains("Take it off");
    scene.owner().submit(removal, Map.of());
    scene.settle();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    scene.assertSame();
  }

  /** The note is of an open day, its use of a closed one would be refused first. */
  @Test
  void aNoteOfAClosedDayStaysThoughNothingUsesIt() {
    CreditNoteId note = scene.unused("15.00");
    lock("?date=" + today);
    assertStays(() -> scene.voidHere(note), "this credit note");
    assertThat(scene.note(note).stands()).isTrue();
  }

  @Test
  void aUseOfADepositStays() {
    InvoiceId invoice = scene.invoice();
    AdvanceId deposit = scene.deposit("50.00");
    RecordRef use = scene.use(deposit, invoice, "30.00");
    scene.settle();
    lock("?date=" + today);
    assertStays(() -> takeOff(use), "this use of the credit");
    String removal = "/used-credits/" + use.id() + "/removal";
    assertThat(page("/invoices/" + invoice + "/usable-credit"))
        .contains("href=\"" + removal)
        .doesNotContain("action=\"/used-deposits/" + use.id());
    assertThat(page(removal)).contains("30.00 of the deposit of 50.00 stays on INV-0001");
    lock("");
    scene.owner().get(removal);
    scene.owner().submit(removal, Map.of());
    scene.settle();
    scene.assertSame();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  @Test
  void aRefundStaysAndTheMoneyThatDidNotGoOutIsTakenAsADeposit() {
    CreditNoteId note = scene.unused("40.00");
    RecordRef refund = scene.giveBack(note);
    scene.settle();
    lock("?date=" + today);
    assertStays(() -> scene.takeRefundBackHere(refund), "this refund");
    String removal = "/refunds/" + refund.id() + "/removal";
    assertThat(page("/invoices/" + scene.note(note).invoice() + "/credits"))
        .contains("href=\"" + removal)
        .doesNotContain("action=\"" + removal);
    assertThat(page(removal))
        .contains("The refund of 40.00 of CN-0001 stays")
        .contains("href=\"/clients/" + books.room().client() + "/deposits/new");
    String asked = "/ledger/lock-dates/refunds/" + refund.id();
    lock("");
    scene.owner().get(removal);
    assertThat(page(removal)).contains("Was 40.00 of CN-0001 not given back?");
    scene.owner().htmx(asked, Map.of());
    scene.takeRefundBackHere(refund);
    scene.settle();
    scene.assertSame();
  }

  /** It is said where it is decided, whatever the field below says besides. */
  @Test
  void givingBackOnAClosedDaySaysSoAmongWhatWillHappen() {
    CreditNoteId note = scene.unused("40.00");
    lock("?date=" + today);
    String path = "/credit-notes/" + note + "/refund";
    page(path);
    String shown = scene.owner().submit(path, Map.of("refundMethod", "CARD")).body();
    assertThat(shown).contains("What will happen");
    assertThat(shown.substring(shown.indexOf("t-plan"), shown.indexOf("name=\"sure\"")))
        .contains("are closed up to");
  }

  /** What never reached Xero is nobody's but ours. */
  @Test
  void whatXeroDoesNotHaveIsTakenBackOnAnyDay() {
    InvoiceId invoice = scene.invoice();
    lock("?date=" + today);
    CreditNoteId note = scene.credit(invoice, "40.00", null);
    scene.settle();
    scene.voidHere(note);
    scene.settle();
    assertThat(scene.note(note).stands()).isFalse();
    scene.assertSame();
  }
}
