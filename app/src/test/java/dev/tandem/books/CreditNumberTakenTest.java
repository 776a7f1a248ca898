package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.staff.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A number that Xero has already is nobody's of ours. */
@TandemTest
class CreditNumberTakenTest {

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

  /** Xero numbers its own credit notes as we do. */
  @Test
  void aNumberThatXeroHasGetsTheNextThatIsFree() {
    for (String it : List.of("CN-0001", "CN-0002", "CN-0007")) {
      desk.creditInXero(invoice, it, "Theirs", "5");
    }
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    var standing = books.standing("credit-note", note.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("CN-0001 is already used");
    assertThat(books.records("creditNotes", _ -> true)).hasSize(3);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/refusals").body()).contains("/credit-notes/" + note + "/number");
    assertThat(owner.get("/credit-notes/" + note + "/number").body()).contains("CN-0008");
    owner.submit("/credit-notes/" + note + "/number", Map.of("instead", "CN-0001"));
    owner.submit("/credit-notes/" + note + "/number", Map.of("instead", "CN-0001"));
    assertThat(desk.find(note).number()).isEqualTo("CN-0008");
    desk.settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", desk.allocation(note)).state())
        .isEqualTo(State.IN_STEP);
    assertThat(
            books.records(
                "creditNotes", it -> it.path("CreditNoteNumber").asString().equals("CN-0008")))
        .singleElement()
        .satisfies(it -> assertThat(number(it, "Total")).isEqualByComparingTo("40"));
  }

  /** Of the same client and day: taken for ours, it would be voided with ours. */
  @Test
  void aStrangersCreditNoteOfTheSameNumberClientAndDayIsNotTaken() {
    desk.creditInXero(invoice, "CN-0001", "Theirs", "40");
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).ledgerId()).isNull();
    assertThat(books.standing("credit-note", note.value()).reason()).contains("already used");
  }
}
