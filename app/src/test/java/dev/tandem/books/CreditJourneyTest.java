package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditAccounts;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.CreditNoteView;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.LedgerCreditView;
import dev.tandem.practice.credits.LedgerCredits;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.credits.Using;
import dev.tandem.practice.credits.WriteOff;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
  private InvoiceId invoice;

  @BeforeEach
  void invoiced() {
    books = BooksRoom.open(house);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aCreditNoteSettlesAPartOfItsInvoiceHereAtOnceAndThenInXero() {
    CreditNoteId note = credit("40.00", null);
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("70.00");
    settleAndLookAgain();
    JsonNode there = only("creditNotes");
    assertThat(there.path("CreditNoteNumber").asString()).isEqualTo("CN-0001");
    assertThat(there.path("Type").asString()).isEqualTo("ACCRECCREDIT");
    assertThat(there.path("Reference").asString()).contains("INV-0001", "Charged twice");
    assertThat(number(there, "Total")).isEqualByComparingTo("40");
    assertThat(there.path("Status").asString()).isEqualTo("PAID");
    assertThat(number(theirs(), "AmountCredited")).isEqualByComparingTo("40");
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("70");
    InvoiceView ours = books.find(invoice);
    assertThat(ours.credited()).as("counted once").isEqualByComparingTo("40.00");
    assertThat(ours.due()).isEqualByComparingTo("70.00");
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", allocation(note)).state()).isEqualTo(State.IN_STEP);
    assertThat(note(note).status()).isEqualTo(CreditNoteStatus.PAID);
  }

  @Test
  void whatIsCreditedInFullIsOwedByNobodyAndTheRestOfAPartPaidOneIsGivenBack() {
    books.pay(invoice, "50.00");
    books.settle();
    CreditNoteId note = credit("110.00", refund());
    InvoiceView ours = books.find(invoice);
    assertThat(ours.status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(ours.due()).isEqualByComparingTo("0");
    assertThat(note(note).allocated()).isEqualByComparingTo("60.00");
    assertThat(note(note).refunded()).isEqualByComparingTo("50.00");
    settleAndLookAgain();
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("0");
    assertThat(number(theirs(), "AmountPaid")).as("the payment stands").isEqualByComparingTo("50");
    assertThat(books.records("payments", it -> living(it) && isRefund(it)))
        .singleElement()
        .satisfies(it -> assertThat(number(it, "Amount")).isEqualByComparingTo("50"));
    assertThat(books.records("payments", it -> living(it) && !isRefund(it))).hasSize(1);
    assertThat(number(only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("60.00");
    assertThat(books.find(invoice).paid()).isEqualByComparingTo("50.00");
    assertThat(books.standing("refund", note(note).refunds().getFirst().id().value()).state())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsNotGivenBackStaysTheClientsCreditUntilItIs() {
    books.pay(invoice, "110.00");
    CreditNoteId note = credit("30.00", null);
    settleAndLookAgain();
    assertThat(number(only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("30");
    assertThat(note(note).remaining()).isEqualByComparingTo("30.00");
    Practices.run(books.practice(), () -> books.bean(Credits.class).refundRest(note, refund()));
    settleAndLookAgain();
    assertThat(number(only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(note(note).status()).isEqualTo(CreditNoteStatus.PAID);
  }

  @Test
  void aCreditNoteMadeInXeroIsShownAndCountedOnceBesideOurs() {
    credit("40.00", null);
    books.settle();
    creditInXero("25");
    settleAndLookAgain();
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("65.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("45.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice)))
        .as("ours is none of theirs")
        .singleElement()
        .satisfies(it -> assertThat(it.amount()).isEqualByComparingTo("25.00"));
  }

  @Test
  void whatIsTakenOffTheInvoiceInXeroIsOwedAgain() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    String there = only("creditNotes").path("CreditNoteID").asString();
    String allocation = books.ledgerId("allocation", allocation(note));
    inXero("write?method=DELETE&path=CreditNotes/" + there + "/Allocations/" + allocation);
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(note(note).allocations()).singleElement().matches(it -> it.removed());
    assertThat(note(note).remaining()).isEqualByComparingTo("40.00");
    assertThat(only("creditNotes").path("Status").asString()).isEqualTo("AUTHORISED");
  }

  @Test
  void aCreditNoteVoidedInXeroIsVoidHere() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    String there = only("creditNotes").path("CreditNoteID").asString();
    String allocation = books.ledgerId("allocation", allocation(note));
    inXero("write?method=DELETE&path=CreditNotes/" + there + "/Allocations/" + allocation);
    books.control(
        books.organisation() + "/write?method=POST&path=CreditNotes/" + there,
        "{\"Status\":\"VOIDED\"}");
    settleAndLookAgain();
    assertThat(note(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  @Test
  void aCreditNoteVoidedHereIsTakenOffAndVoidedInXero() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    voidHere(note);
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("110.00");
    settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  @Test
  void aTakingOffWhoseAnswerIsLostIsFoundOut() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    books.fault("drop-after-commit", "DELETE", "CreditNotes/");
    voidHere(note);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    clock.advance(Duration.ofMinutes(6));
    settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  @Test
  void aCreditNoteVoidedBeforeItLeftNeverLeaves() {
    CreditNoteId note = credit("40.00", null);
    voidHere(note);
    settleAndLookAgain();
    assertThat(books.records("creditNotes", _ -> true)).isEmpty();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  private void voidHere(CreditNoteId note) {
    Practices.run(books.practice(), () -> books.bean(Credits.class).voidNote(note));
  }

  private void assertVoidOnBothSides(CreditNoteId note) {
    assertThat(only("creditNotes").path("Status").asString()).isEqualTo("VOIDED");
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(note(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", allocation(note)).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void noMoreIsCreditedThanWasChargedAndACreditedInvoiceIsNotVoided() {
    credit("40.00", null);
    assertThatThrownBy(() -> credit("70.01", null))
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
    CreditNoteId note = credit("40.00", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    creditInXero("40");
    clock.advance(Duration.ofMinutes(6));
    settleAndLookAgain();
    assertThat(number(theirs(), "AmountCredited")).isEqualByComparingTo("80");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("80.00");
    assertThat(books.standing("allocation", allocation(note)).state()).isEqualTo(State.IN_STEP);
  }

  /** Ours waits meanwhile, and is refused: nothing is left of the credit note over there. */
  @Test
  void aCreditThatSomebodySetOffByHandWhileOursWaitedCountsOnce() {
    books.fault("429", "PUT", "CreditNotes/");
    CreditNoteId note = credit("40.00", null);
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    allocateInXero(only("creditNotes").path("CreditNoteID").asString(), "40");
    settleAndLookAgain();
    assertThat(number(theirs(), "AmountCredited")).isEqualByComparingTo("40");
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("40.00");
    assertThat(books.standing("allocation", allocation(note)).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void oneTakenOffByHandWhileOursWaitedIsOwedOnce() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    sending(false);
    voidHere(note);
    String there = only("creditNotes").path("CreditNoteID").asString();
    inXero(
        "write?method=DELETE&path=CreditNotes/"
            + there
            + "/Allocations/"
            + books.ledgerId("allocation", allocation(note)));
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    sending(true);
    settleAndLookAgain();
    assertVoidOnBothSides(note);
  }

  /** Before the credit is off the invoice, Xero has no room for the payment. */
  @Test
  void aPaymentAfterAVoidedCreditWaitsUntilThatIsTakenOff() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    sending(false);
    voidHere(note);
    var payment = books.pay(invoice, "110.00");
    sending(true);
    books.forgetCalls();
    settleAndLookAgain();
    assertThat(books.calls("PUT", "Payments")).isEqualTo(1);
    assertThat(books.standing("payment", payment.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("0");
  }

  @Test
  void aNoteVoidedInXeroTakesItsUnsentAllocationAlong() {
    books.control(books.organisation() + "/invoices/" + ledgerId() + "/pay", "{\"amount\":110}");
    CreditNoteId note = credit("40.00", null);
    books.settle();
    assertThat(books.standing("allocation", allocation(note)).reason()).contains("paid off");
    books.control(
        "%s/write?method=POST&path=CreditNotes/%s"
            .formatted(books.organisation(), only("creditNotes").path("CreditNoteID").asString()),
        "{\"Status\":\"VOIDED\"}");
    settleAndLookAgain();
    assertThat(note(note).status()).isEqualTo(CreditNoteStatus.VOIDED);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("0.00");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("0.00");
    assertThat(books.in(() -> books.bean(Outbox.class).list(null, 1, 9))).isEmpty();
  }

  /** It could still be paid out, though nobody was charged anything. */
  @Test
  void anInvoiceWhoseCreditStandsIsNeitherVoidedNorChanged() {
    var payment = books.pay(invoice, "110.00");
    CreditNoteId note = credit("110.00", null);
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice)))
        .isInstanceOf(Refused.class)
        .hasMessage("INV-0001 has CN-0001. Void that before voiding it.");
    assertThatThrownBy(() -> books.rewrite(invoice, "", List.of(line("50.00"))))
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
    voidHere(note);
    Practices.run(books.practice(), () -> books.bean(Billing.class).voidInvoice(invoice));
    settleAndLookAgain();
    assertThat(theirs().path("Status").asString()).isEqualTo("VOIDED");
  }

  /** Xero numbers its own credit notes as we do. */
  @Test
  void aNumberThatXeroHasGetsTheNextThatIsFree() {
    for (String it : List.of("CN-0001", "CN-0002", "CN-0007")) {
      creditInXero(it, "Theirs", "5");
    }
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    var standing = books.standing("credit-note", note.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("CN-0001 is already used");
    assertThat(books.records("creditNotes", _ -> true)).hasSize(3);
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get("/ledger/refusals").body()).contains("/credit-notes/" + note + "/number");
    assertThat(owner.get("/credit-notes/" + note + "/number").body()).contains("CN-0008");
    owner.submit("/credit-notes/" + note + "/number", Map.of("instead", "CN-0001"));
    owner.submit("/credit-notes/" + note + "/number", Map.of("instead", "CN-0001"));
    assertThat(note(note).number()).isEqualTo("CN-0008");
    settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.standing("allocation", allocation(note)).state()).isEqualTo(State.IN_STEP);
    assertThat(
            books.records(
                "creditNotes", it -> it.path("CreditNoteNumber").asString().equals("CN-0008")))
        .singleElement()
        .satisfies(it -> assertThat(number(it, "Total")).isEqualByComparingTo("40"));
  }

  /** Of the same client and day: taken for ours, it would be voided with ours. */
  @Test
  void aStrangersCreditNoteOfTheSameNumberClientAndDayIsNotTaken() {
    creditInXero("CN-0001", "Theirs", "40");
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    assertThat(books.standing("credit-note", note.value()).ledgerId()).isNull();
    assertThat(books.standing("credit-note", note.value()).reason()).contains("already used");
  }

  @Test
  void whatIsLeftOfACreditSettlesItsInvoiceWhenThatIsOwedAgain() {
    var payment = books.pay(invoice, "110.00");
    CreditNoteId note = credit("30.00", null);
    settleAndLookAgain();
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    AllocationId used =
        books.in(() -> books.bean(Using.class).use(note, invoice, new BigDecimal("30.00")));
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("80.00");
    settleAndLookAgain();
    assertThat(number(theirs(), "AmountCredited")).isEqualByComparingTo("30");
    assertThat(number(only("creditNotes"), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(books.standing("allocation", used.value()).state()).isEqualTo(State.IN_STEP);
    assertThatThrownBy(
            () -> books.in(() -> books.bean(Using.class).use(note, invoice, BigDecimal.ONE)))
        .isInstanceOf(Refused.class)
        .hasMessage("Nothing of CN-0001 is left.");
    Practices.run(books.practice(), () -> books.bean(Using.class).takeOff(used));
    settleAndLookAgain();
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(books.in(() -> books.bean(Using.class).left(books.room().client())))
        .singleElement()
        .satisfies(it -> assertThat(it.remaining()).isEqualByComparingTo("30.00"));
  }

  /** Xero promises the list, not the amounts in it. */
  @Test
  void aCreditOfOursThatIsListedWithoutItsAmountCountsOnce() {
    CreditNoteId note = credit("40.00", null);
    settleAndLookAgain();
    var shown =
        new LedgerCreditView(
            only("creditNotes").path("CreditNoteID").asString(),
            "CN-0001",
            today(),
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
    voidHere(note);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("25.00");
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

  private void sending(boolean on) {
    Practices.run(
        books.practice(),
        () -> {
          var connections = books.bean(Connections.class);
          if (on) {
            connections.turnSendingOn(books.binding());
          } else {
            connections.turnSendingOff(books.binding());
          }
        });
  }

  private void allocateInXero(String note, String amount) {
    books.control(
        "%s/write?method=PUT&path=CreditNotes/%s/Allocations".formatted(books.organisation(), note),
        "{\"Amount\":%s,\"Date\":\"%s\",\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(amount, today(), ledgerId()));
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
                            today(),
                            "Cannot be found any more",
                            LineAmounts.INCLUSIVE,
                            books.bean(WriteOff.class).lines(books.find(invoice), account),
                            null)));
    settleAndLookAgain();
    assertThat(books.find(invoice).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(number(theirs(), "AmountDue")).isEqualByComparingTo("0");
    JsonNode there = only("creditNotes");
    assertThat(number(there, "Total")).isEqualByComparingTo("100");
    assertThat(number(there, "TotalTax")).isEqualByComparingTo("9.09");
    assertThat(there.path("LineItems").path(0).path("AccountCode").asString()).isEqualTo(account);
    assertThat(books.standing("credit-note", note.value()).state()).isEqualTo(State.IN_STEP);
  }

  private CreditNoteId credit(String amount, @Nullable Refunding refunding) {
    return books.in(
        () ->
            books
                .bean(Credits.class)
                .issue(
                    invoice,
                    new CreditDetails(
                        CreditPurpose.CREDIT,
                        today(),
                        "Charged twice",
                        LineAmounts.INCLUSIVE,
                        List.of(line(amount)),
                        refunding)));
  }

  private LineDetails line(String amount) {
    LineDetails was = books.find(invoice).lines().getFirst().details();
    return new LineDetails(
        "Credit",
        BigDecimal.ONE,
        new BigDecimal(amount),
        was.accountCode(),
        was.taxType(),
        was.taxRate(),
        null);
  }

  private Refunding refund() {
    return new Refunding(today(), PaymentMethod.TRANSFER, "", null);
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  private CreditNoteView note(CreditNoteId id) {
    return books.in(() -> books.bean(Credits.class).find(id));
  }

  private UUID allocation(CreditNoteId note) {
    return note(note).allocations().getFirst().id().value();
  }

  private void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(15));
    books.settle();
  }

  private void inXero(String path) {
    books.control(books.organisation() + "/" + path, "{}");
  }

  /** The bookkeeper writes a credit note there and puts it against the invoice. */
  private void creditInXero(String amount) {
    JsonNode made = creditInXero("BK-1", "Theirs", amount);
    allocateInXero(made.path("CreditNoteID").asString(), amount);
  }

  private JsonNode creditInXero(String number, String text, String amount) {
    return books.control(
        books.organisation() + "/write?method=PUT&path=CreditNotes",
        """
            {"Type":"ACCRECCREDIT","Status":"AUTHORISED","LineAmountTypes":"Inclusive",
             "CreditNoteNumber":"%s",
             "Date":"%s","Contact":{"ContactID":"%s"},"LineItems":[{"Description":"%s",
             "Quantity":1,"UnitAmount":%s,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(
                number,
                today(),
                theirs().path("Contact").path("ContactID").asString(),
                text,
                amount));
  }

  private String ledgerId() {
    return books.ledgerId("invoice", invoice.value());
  }

  private JsonNode theirs() {
    return books
        .records("invoices", it -> it.path("InvoiceID").asString().equals(ledgerId()))
        .getFirst();
  }

  private JsonNode only(String collection) {
    List<JsonNode> all = books.records(collection, _ -> true);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static boolean living(JsonNode payment) {
    return payment.path("Status").asString().equals("AUTHORISED");
  }

  private static boolean isRefund(JsonNode payment) {
    return payment.path("PaymentType").asString().equals("ARCREDITPAYMENT");
  }

  private static BigDecimal number(JsonNode record, String field) {
    return new BigDecimal(record.path(field).asString());
  }
}
