package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentView;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.staff.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a bookkeeper made in Xero is taken back there: no page here asks what it then refuses. */
@TandemTest
class MadeInXeroRemovalTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private Browser owner;
  private InvoiceId invoice;

  @BeforeEach
  void issued() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void assertSaysWhereItIsTakenBack(String removal, String head, String why, String story) {
    assertThat(owner.get(removal).body())
        .contains(head, why, "by itself then", "href=\"/ledger/story/" + story)
        .doesNotContain("action=\"" + removal);
    assertThat(owner.get("/ledger/story/" + story).status()).isEqualTo(200);
    assertThat(owner.htmx(removal, Map.of()).status()).as("refused all the same").isEqualTo(409);
  }

  @Test
  void aPayment() {
    books.control(
        books.organisation()
            + "/invoices/"
            + books.ledgerId("invoice", invoice.value())
            + "/pay?amount=20&reference=cash",
        "");
    desk.settleAndLookAgain();
    PaymentView made = books.find(invoice).standingPayments().getFirst();
    assertSaysWhereItIsTakenBack(
        "/payments/" + made.id() + "/removal",
        "The payment of 20.00 stays",
        "recorded in the ledger",
        "payment/" + made.id());
  }

  @Test
  void theUseOfACreditNote() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    books.settle();
    desk.allocateInXero(note, second, "25");
    desk.settleAndLookAgain();
    var made = desk.find(note).allocations().getFirst();
    assertSaysWhereItIsTakenBack(
        "/used-credits/" + made.id() + "/removal",
        "25.00 of CN-0001 stays on INV-0002",
        "Somebody put this against the invoice in the ledger",
        "allocation/" + made.id());
  }

  @Test
  void aRefundOfACreditNote() {
    CreditNoteId note = desk.left(invoice, "40.00");
    desk.settleAndLookAgain();
    desk.inXero(
        "PUT",
        "Payments",
        """
        {"CreditNote":{"CreditNoteID":"%s"},"Account":{"Code":"090"},"Date":"%s","Amount":40,
         "Reference":"By hand"}"""
            .formatted(books.ledgerId("credit-note", note.value()), desk.today()));
    desk.settleAndLookAgain();
    var made = desk.find(note).refunds().getFirst();
    assertSaysWhereItIsTakenBack(
        "/refunds/" + made.id() + "/removal",
        "The refund of 40.00 of CN-0001 stays",
        "Somebody gave this back in the ledger",
        "refund/" + made.id());
  }
}
