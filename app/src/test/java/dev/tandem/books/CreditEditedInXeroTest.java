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
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.staff.Role;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a bookkeeper changes about a credit note of ours is shown here, or told as a difference. */
@TandemTest
class CreditEditedInXeroTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private CreditDesk desk;
  private InvoiceId invoice;

  /** All of it is left: nothing holds it fast over there. */
  private CreditNoteId note;

  @BeforeEach
  void credited() {
    books = BooksRoom.open(house);
    desk = new CreditDesk(books);
    invoice = books.invoice();
    note = desk.left(invoice, "40.00");
    desk.settleAndLookAgain();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void linesDateAndReferenceWrittenThereAreShownHere() {
    LocalDate day = desk.today().minusDays(1);
    edit(
        """
        {"Date":"%s","Reference":"Agreed with Ann","LineItems":[
          {"Description":"Report","Quantity":1,"UnitAmount":33,"AccountCode":"200","TaxType":"OUTPUT"},
          {"Description":"Stamps","Quantity":2,"UnitAmount":1,"AccountCode":"200","TaxType":"BASEXCLUDED"}]}"""
            .formatted(day));
    CreditNoteView now = desk.find(note);
    assertThat(now.date()).isEqualTo(day);
    assertThat(now.reference()).isEqualTo("Agreed with Ann");
    assertThat(now.lines())
        .extracting(it -> it.details().description())
        .containsExactly("Report", "Stamps");
    assertThat(now.total()).isEqualByComparingTo("35.00");
    assertThat(now.tax()).isEqualByComparingTo("3.00");
    assertThat(now.remaining()).isEqualByComparingTo("35.00");
    assertThat(number(desk.there(note), "Total")).isEqualByComparingTo("35");
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner().get("/invoices/" + invoice).body())
        .contains("CN-0001 was changed in the ledger: now dated " + day + ", over 35.00 AUD");
    assertThat(owner().get("/invoices/" + invoice + "/credits").body())
        .contains("Agreed with Ann", "−35.00");
    books.forgetCalls();
    desk.settleAndLookAgain();
    assertThat(books.calls("POST", "CreditNotes")).as("nothing goes back").isZero();
  }

  /** What it settles stays; what is left of it is what the practice can use. */
  @Test
  void whatIsLeftFollowsWhatItComesToThere() {
    InvoiceId second = books.invoice();
    books.settle();
    edit(
        """
        {"LineItems":[{"Description":"All","Quantity":1,"UnitAmount":70,"AccountCode":"200",
          "TaxType":"OUTPUT"}]}""");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("70.00");
    desk.use(note, second, "70.00");
    desk.settleAndLookAgain();
    assertThat(number(desk.there(second), "AmountDue")).isEqualByComparingTo("40");
    assertThat(books.find(second).due()).isEqualByComparingTo("40.00");
  }

  /** Whose money it is by then nobody here knows: a person is told, and nothing of it is used. */
  @Test
  void aCreditNoteGivenToAnotherContactIsToldAndUsedNowhere() {
    InvoiceId second = books.invoice();
    books.settle();
    String ours = desk.there(note).path("Contact").path("ContactID").asString();
    String other =
        desk.inXero("PUT", "Contacts", "{\"Name\":\"Quay Fund\"}").path("ContactID").asString();
    edit("{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(other));
    var standing = books.standing("credit-note", note.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("belongs to another contact");
    assertThat(owner().get("/ledger/refusals").body())
        .contains("Give it back to the contact of its invoice");
    desk.use(note, second, "10.00");
    desk.settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).isEmpty();
    edit("{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(ours));
    desk.settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(number(desk.there(second), "AmountDue")).isEqualByComparingTo("100");
  }

  @Test
  void anotherNumberIsItsNumberHere() {
    edit("{\"CreditNoteNumber\":\"GUT-7\"}");
    assertThat(desk.find(note).number()).isEqualTo("GUT-7");
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(owner().get("/invoices/" + invoice).body()).contains("CN-0001 is GUT-7");
  }

  /** Somebody wrote a tax of their own: no field differs, and still it comes to something else. */
  @Test
  void aTaxWrittenByHandIsADifferenceThatAPersonSees() {
    edit(
        """
        {"LineAmountTypes":"Exclusive","LineItems":[{"Description":"Report","Quantity":1,"UnitAmount":30,
          "AccountCode":"200","TaxType":"OUTPUT","TaxAmount":2.5}]}""");
    var standing = books.standing("credit-note", note.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("Xero computes a total of 32.5", "Tandem 33.00");
  }

  @Test
  void voidedThereItIsVoidHereAndNothingOfItIsLeft() {
    edit("{\"Status\":\"VOIDED\"}");
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("0.00");
    assertThat(owner().get("/invoices/" + invoice).body()).contains("CN-0001 was voided");
  }

  @Test
  void moreOfItPutAgainstInvoicesThereAndARefundMadeThereAreShownHere() {
    InvoiceId second = books.invoice();
    books.settle();
    desk.use(note, second, "10.00");
    desk.settleAndLookAgain();
    desk.allocateInXero(note, second, "12");
    desk.inXero(
        "PUT",
        "Payments",
        """
        {"CreditNote":{"CreditNoteID":"%s"},"Account":{"Code":"090"},"Date":"%s","Amount":18,
         "Reference":"By hand"}"""
            .formatted(books.ledgerId("credit-note", note.value()), desk.today()));
    desk.settleAndLookAgain();
    CreditNoteView now = desk.find(note);
    assertThat(now.settling(second)).isEqualByComparingTo("22.00");
    assertThat(now.refunded()).isEqualByComparingTo("18.00");
    assertThat(now.status()).isEqualTo(CreditNoteStatus.PAID);
    assertThat(books.find(second).due()).isEqualByComparingTo("88.00");
    assertThat(owner().get("/invoices/" + invoice + "/credits").body())
        .contains("18.00 given back", "Recorded in the ledger");
  }

  /** Here nothing was left meanwhile: what was to go there finds no room, and says so. */
  @Test
  void usedHereWhileItWasGivenBackThereIsToldAPerson() {
    InvoiceId second = books.invoice();
    books.settle();
    desk.inXero(
        "PUT",
        "Payments",
        """
        {"CreditNote":{"CreditNoteID":"%s"},"Account":{"Code":"090"},"Date":"%s","Amount":40}"""
            .formatted(books.ledgerId("credit-note", note.value()), desk.today()));
    var used = desk.use(note, second, "40.00");
    desk.settleAndLookAgain();
    assertThat(books.standing("allocation", used.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(owner().get("/ledger/refusals").body()).contains("credit of 40.00 for INV-0002");
  }

  private void edit(String json) {
    desk.inXero("POST", "CreditNotes/" + books.ledgerId("credit-note", note.value()), json);
    desk.settleAndLookAgain();
  }

  private Browser owner() {
    return TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }
}
