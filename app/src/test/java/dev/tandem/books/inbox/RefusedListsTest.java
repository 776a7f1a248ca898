package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.CreditDesk;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A list that Xero refuses for good does not cost the day's calls. */
@TandemTest
class RefusedListsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    heal();
    clock.reset();
  }

  @Test
  void aListIsAskedForEverMoreRarelyUpToItsUsualRhythm() {
    clock.advance(Duration.ofMinutes(6));
    refuse("Payments");
    books.forgetCalls();
    turns(60, Duration.ofSeconds(10));
    assertThat(asked("Payments")).as("in ten minutes").isBetween(3, 8);
    assertThat(asked("Contacts")).as("the others go on").isPositive();
    assertThat(page()).contains("Xero refused this list").contains("asked again");
    int before = asked("Payments");
    turns(6, Duration.ofMinutes(5).plusSeconds(1));
    assertThat(asked("Payments") - before).as("as often as chosen").isBetween(5, 7);
    heal();
    turns(2, Duration.ofMinutes(5).plusSeconds(1));
    assertThat(page()).doesNotContain("Xero refused this list");
  }

  /** Nothing of these was read before: the first one that is to go has them read. */
  @Test
  void theFirstCreditNoteHasItsListAskedForEverMoreRarelyToo() {
    InvoiceId invoice = books.invoice();
    books.settle();
    refuse("CreditNotes");
    CreditNoteId note = new CreditDesk(books).left(invoice, "20.00");
    books.forgetCalls();
    turns(60, Duration.ofSeconds(5));
    assertThat(asked("CreditNotes")).as("in five minutes").isBetween(3, 9);
    assertThat(page()).contains("Credit notes", "Xero refused this list");
    assertThat(books.standing("credit-note", note.value()).reason())
        .contains("Xero refused this list");
    heal();
    turns(8, Duration.ofMinutes(5).plusSeconds(1));
    assertThat(page()).contains("Credit notes").doesNotContain("Xero refused this list");
    assertThat(books.ledgerId("credit-note", note.value())).as("it goes").isNotNull();
  }

  /** A change goes only over what was read just before, and says why it waits. */
  @Test
  void whatIsNewGoesPastWhatWaitsForARefusedList() {
    InvoiceId changed = books.invoice();
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    refuse("Invoices");
    books.rewrite(changed, "Ours", null);
    turns(4, Duration.ofSeconds(5));
    InvoiceId made = books.invoice();
    turns(6, Duration.ofSeconds(5));
    assertThat(books.ledgerId("invoice", made.value())).isNotNull();
    Outbox.Standing waits = books.standing("invoice", changed.value());
    assertThat(waits.state()).isEqualTo(Outbox.State.WAITING);
    assertThat(waits.reason()).contains("Xero refused this list");
  }

  @Test
  void aPersonHasItAskedAtOnce() {
    refuse("Accounts");
    readNow();
    books.forgetCalls();
    turns(60, Duration.ofSeconds(10));
    assertThat(asked("Accounts")).as("in ten minutes").isBetween(3, 8);
    assertThat(page()).contains("Xero refused this list");
    assertThat(asked()).as("nobody is told to wait for it").isFalse();
    int before = asked("Accounts");
    readNow();
    books.turn();
    assertThat(asked("Accounts")).isEqualTo(before + 1);
    heal();
    readNow();
    books.turn();
    assertThat(asked()).isFalse();
    assertThat(page()).doesNotContain("Xero refused this list");
  }

  private void turns(int times, Duration apart) {
    for (int i = 0; i < times; i++) {
      books.turn();
      clock.advance(apart);
    }
  }

  private void readNow() {
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
  }

  private void refuse(String list) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":404,\"method\":\"GET\",\"path\":\"/api.xro/2.0/%s*\",\"count\":5000}"
            .formatted(list));
  }

  private void heal() {
    xero.control("DELETE", "/_simulator/faults");
  }

  private int asked(String list) {
    return books.calls("GET", "/api.xro/2.0/" + list);
  }

  private boolean asked() {
    return books.in(() -> books.bean(ReferenceWishes.class).asked(BooksRoom.TENANT));
  }

  private String page() {
    return TestPractice.of(house, books.practice())
        .browser(Role.OWNER)
        .get("/ledger/reading")
        .body();
  }
}
