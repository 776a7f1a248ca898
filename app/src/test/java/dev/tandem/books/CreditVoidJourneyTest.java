package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A credit note that was written by mistake is taken back, on both sides and in the right order.
 */
@TandemTest
class CreditVoidJourneyTest {

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
  void aCreditNoteVoidedInXeroIsVoidHere() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    String there = desk.only("creditNotes").path("CreditNoteID").asString();
    desk.takeOffInXero(note, desk.allocation(note));
    books.control(
        books.organisation() + "/write?method=POST&path=CreditNotes/" + there,
        "{\"Status\":\"VOIDED\"}");
    desk.settleAndLookAgain();
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  @Test
  void aCreditNoteVoidedHereIsTakenOffAndVoidedInXero() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    desk.voidNote(note);
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("110.00");
    desk.settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  @Test
  void aTakingOffWhoseAnswerIsLostIsFoundOut() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    books.fault("drop-after-commit", "DELETE", "CreditNotes/");
    desk.voidNote(note);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    desk.settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  @Test
  void aCreditNoteVoidedBeforeItLeftNeverLeaves() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.voidNote(note);
    desk.settleAndLookAgain();
    assertThat(books.records("creditNotes", _ -> true)).isEmpty();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  @Test
  void oneTakenOffByHandWhileOursWaitedIsOwedOnce() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    desk.sending(false);
    desk.voidNote(note);
    desk.takeOffInXero(note, desk.allocation(note));
    desk.settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    desk.sending(true);
    desk.settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  /** Before the credit is off the invoice, Xero has no room for the payment. */
  @Test
  void aPaymentAfterAVoidedCreditWaitsUntilThatIsTakenOff() {
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    desk.settleAndLookAgain();
    desk.sending(false);
    desk.voidNote(note);
    var payment = books.pay(invoice, "110.00");
    desk.sending(true);
    books.forgetCalls();
    desk.settleAndLookAgain();
    assertThat(books.calls("PUT", "Payments")).isEqualTo(1);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("0");
  }

  @Test
  void aNoteVoidedInXeroTakesItsUnsentAllocationAlong() {
    books.control(
        books.organisation() + "/invoices/" + books.ledgerId("invoice", invoice.value()) + "/pay",
        "{\"amount\":110}");
    CreditNoteId note = desk.credit(invoice, "40.00", null);
    books.settle();
    assertThat(books.standing("allocation", desk.allocation(note)).reason()).contains("paid off");
    books.control(
        "%s/write?method=POST&path=CreditNotes/%s"
            .formatted(
                books.organisation(), desk.only("creditNotes").path("CreditNoteID").asString()),
        "{\"Status\":\"VOIDED\"}");
    desk.settleAndLookAgain();
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("0.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("0.00");
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 9))).isEmpty();
  }

  /** It could still be paid out, though nobody was charged anything. */
  @Test
  void anInvoiceWhoseCreditStandsIsNeitherVoidedNorChanged() {
    var payment = books.pay(invoice, "110.00");
    CreditNoteId note = desk.credit(invoice, "110.00", null);
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice)))
        .isInstanceOf(Refused.class)
        .hasMessage("INV-0001 has CN-0001. Void that before voiding it.");
    assertThatThrownBy(() -> books.rewrite(invoice, "", List.of(desk.line(invoice, "50.00"))))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("CN-0001");
    InvoiceDetails same = details(books.find(invoice));
    ClientId other = books.add("Harbour", "Care");
    for (InvoiceDetails wanted :
        List.of(same.paidBy(other), same.in("USD", null), withoutTax(same))) {
      assertThatThrownBy(() -> books.in(() -> change(wanted)))
          .as("whatever was paid: %s", wanted)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("CN-0001");
    }
    desk.voidNote(note);
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
    desk.settleAndLookAgain();
    assertThat(desk.there(invoice).path("Status").asString()).isEqualTo("VOIDED");
  }

  private void assertVoidOnBothSides(CreditNoteId note) {
    assertThat(desk.only("creditNotes").path("Status").asString()).isEqualTo("VOIDED");
    assertThat(number(desk.there(invoice), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", desk.allocation(note)).state())
        .isEqualTo(State.IN_STEP);
  }

  private Void change(InvoiceDetails wanted) {
    books.bean(Billing.class).change(invoice, wanted);
    return null;
  }

  private static InvoiceDetails details(InvoiceView it) {
    return new InvoiceDetails(
        it.client(),
        it.appointment(),
        it.location(),
        it.date(),
        it.dueDate(),
        it.reference(),
        it.lineAmounts(),
        it.lines().stream().map(InvoiceLine::details).toList());
  }

  private static InvoiceDetails withoutTax(InvoiceDetails it) {
    return new InvoiceDetails(
        it.client(),
        it.appointment(),
        it.location(),
        it.date(),
        it.dueDate(),
        it.reference(),
        LineAmounts.NO_TAX,
        it.lines());
  }
}
