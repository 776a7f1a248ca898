package dev.tandem.books;

import static dev.tandem.books.CreditDesk.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.connection.BindingId;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.refusals.PriorPeriods;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditNoteStatus;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.setup.LocationDetails;
import dev.tandem.practice.setup.LocationId;
import dev.tandem.practice.setup.Setup;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.shared.Refused;
import dev.tandem.simulator.accounting.DemoOrganisation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is left of a credit note settles other invoices of the same payer, on both sides. */
@TandemTest
class CreditUseJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

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
  void whatIsLeftSettlesTwoOtherInvoicesAndIsTakenOffAgain() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    InvoiceId third = books.invoice();
    books.settle();
    AllocationId some = desk.use(note, second, "45.00");
    AllocationId rest = desk.use(note, third, "15.00");
    assertThat(books.find(second).due()).as("at once").isEqualByComparingTo("65.00");
    assertThat(desk.find(note).status()).isEqualTo(CreditNoteStatus.PAID);
    desk.settleAndLookAgain();
    assertInStep("allocation", some.value());
    assertInStep("allocation", rest.value());
    assertThat(number(desk.there(second), "AmountCredited")).isEqualByComparingTo("45");
    assertThat(number(desk.there(third), "AmountDue")).isEqualByComparingTo("95");
    assertThat(number(desk.there(note), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(books.find(second).credited()).as("counted once").isEqualByComparingTo("45.00");
    assertThat(books.find(third).due()).isEqualByComparingTo("95.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(second)))
        .as("ours is none of theirs")
        .isEmpty();
    assertThat(books.find(invoice).credited()).as("untouched").isEqualByComparingTo("0.00");
    desk.takeOff(some);
    assertThat(books.find(second).due()).as("at once").isEqualByComparingTo("110.00");
    desk.settleAndLookAgain();
    assertInStep("allocation", some.value());
    assertThat(number(desk.there(second), "AmountDue")).isEqualByComparingTo("110");
    assertThat(number(desk.there(note), "RemainingCredit")).isEqualByComparingTo("45");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("45.00");
    assertThat(books.find(second).due()).isEqualByComparingTo("110.00");
  }

  /** All of it in one evening: neither invoice nor the credit note is there when it is used. */
  @Test
  void bothInvoicesCreditNoteAndUseMayAllWaitTogether() {
    InvoiceId first = books.invoice();
    InvoiceId second = books.invoice();
    CreditNoteId note = desk.left(first, "30.00");
    AllocationId used = desk.use(note, second, "30.00");
    books.settle();
    assertInStep("allocation", used.value());
    assertThat(number(desk.there(second), "AmountDue")).isEqualByComparingTo("80");
    assertThat(books.find(second).due()).isEqualByComparingTo("80.00");
  }

  /** Xero has no room for it before the payment is gone, and says so if it is asked too early. */
  @Test
  void aUseAfterATakenBackPaymentWaitsUntilThatIsGone() {
    CreditNoteId note = desk.left(invoice, "110.00");
    InvoiceId second = books.invoice();
    var payment = books.pay(second, "110.00");
    books.settle();
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    AllocationId used = desk.use(note, second, "110.00");
    books.forgetCalls();
    books.settle();
    assertInStep("allocation", used.value());
    assertThat(books.calls("PUT", "CreditNotes")).as("asked once").isEqualTo(1);
    assertThat(desk.there(second).path("Status").asString()).isEqualTo("PAID");
    assertThat(books.find(second).status()).isEqualTo(InvoiceStatus.PAID);
  }

  /** Nothing of the other invoice is written while it is not known what became of the use. */
  @Test
  void aUseWhoseAnswerIsLostCountsOnce() {
    CreditNoteId note = desk.left(invoice, "30.00");
    InvoiceId second = books.invoice();
    books.settle();
    books.fault("drop-after-commit", "PUT", "CreditNotes/");
    AllocationId used = desk.use(note, second, "30.00");
    desk.settleAndLookAgain();
    desk.settleAndLookAgain();
    assertInStep("allocation", used.value());
    assertThat(books.records("allocations", _ -> true)).hasSize(1);
    assertThat(books.find(second).credited()).isEqualByComparingTo("30.00");
    assertThat(desk.find(note).allocations()).hasSize(1);
  }

  @Test
  void theLostHoursUseIsFoundAgainAndCountsOnce() {
    CreditNoteId note = desk.left(invoice, "30.00");
    InvoiceId second = books.invoice();
    books.settle();
    desk.use(note, second, "30.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    desk.settleAndLookAgain();
    desk.settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).hasSize(1);
    assertThat(books.find(second).credited()).isEqualByComparingTo("30.00");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("0.00");
  }

  @Test
  void whatIsUsedForAnotherInvoiceInXeroAndTakenOffThereIsSoHere() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    books.settle();
    desk.allocateInXero(note, second, "25");
    desk.settleAndLookAgain();
    assertThat(books.find(second).due()).isEqualByComparingTo("85.00");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("35.00");
    var made = desk.find(note).allocations().getFirst();
    assertThat(made.fromLedger()).isTrue();
    assertThatThrownBy(() -> desk.takeOff(made.id()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("taken off there");
    AllocationId ours = desk.use(note, second, "10.00");
    desk.settleAndLookAgain();
    desk.takeOffInXero(note, ours.value());
    desk.settleAndLookAgain();
    assertThat(books.find(second).due()).isEqualByComparingTo("85.00");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("35.00");
    desk.inXero(
        "DELETE",
        "CreditNotes/%s/Allocations/%s"
            .formatted(books.ledgerId("credit-note", note.value()), made.ledgerId()),
        "{}");
    desk.settleAndLookAgain();
    assertThat(books.find(second).due()).isEqualByComparingTo("110.00");
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("60.00");
  }

  /** Else it would wait for an invoice that never comes. */
  @Test
  void whatALeftOutInvoiceUsesStaysOutWithItAndComesBackWithIt() {
    CreditNoteId note = desk.left(invoice, "60.00");
    books.settle();
    desk.sending(false);
    InvoiceId second = books.invoice();
    AllocationId before = desk.use(note, second, "10.00");
    var periods = books.bean(PriorPeriods.class);
    var record = new RecordRef("invoice", second.value());
    Practices.run(
        books.practice(), () -> books.bean(LeftOut.class).leave(record, "Booked by hand"));
    AllocationId after = desk.use(note, second, "5.00");
    desk.sending(true);
    desk.settleAndLookAgain();
    for (AllocationId it : List.of(before, after)) {
      assertThat(books.standing("allocation", it.value()).state()).isEqualTo(State.NOT_SENT);
    }
    assertThat(books.records("allocations", _ -> true)).isEmpty();
    Practices.run(books.practice(), () -> periods.takeBack(record));
    desk.settleAndLookAgain();
    assertInStep("allocation", before.value());
    assertInStep("allocation", after.value());
    assertThat(number(desk.there(second), "AmountCredited")).isEqualByComparingTo("15");
  }

  @Test
  void aCreditNoteUsedElsewhereIsTakenOffThereBeforeItIsVoided() {
    CreditNoteId note = desk.left(invoice, "30.00");
    InvoiceId second = books.invoice();
    AllocationId used = desk.use(note, second, "30.00");
    books.settle();
    desk.voidNote(note);
    assertThat(books.find(second).due()).as("at once").isEqualByComparingTo("110.00");
    desk.settleAndLookAgain();
    assertInStep("allocation", used.value());
    assertInStep("credit-note", note.value());
    assertThat(desk.there(note).path("Status").asString()).isEqualTo("VOIDED");
    assertThat(number(desk.there(second), "AmountDue")).isEqualByComparingTo("110");
  }

  @Test
  void onlyWhatIsLeftAndOwedIsUsedAndOnlyWhereItBelongs() {
    CreditNoteId note = desk.left(invoice, "60.00");
    InvoiceId second = books.invoice();
    assertThatThrownBy(() -> desk.use(note, second, "60.01"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            it ->
                assertThat(it.errors().get("amount"))
                    .isEqualTo(
                        "At most 60.00: 60.00 is left of CN-0001, and 110.00 is owed on INV-0002"));
    assertThatThrownBy(() -> desk.use(note, invoice, "1.00"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Nothing is owed on INV-0001");
    InvoiceId strangers =
        new LostHour(clock).invoice(books, books.add("Zed", "Zulu"), "Consultation");
    assertThatThrownBy(() -> desk.use(note, strangers, "10.00"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("somebody else");
    desk.use(note, second, "60.00");
    assertThatThrownBy(() -> desk.use(note, second, "0.01"))
        .isInstanceOf(Refused.class)
        .hasMessage("Nothing of CN-0001 is left.");
  }

  /** Xero's organisations know nothing of each other. */
  @Test
  void anInvoiceInTheBooksOfAnotherOrganisationCannotUseIt() {
    CreditNoteId note = desk.left(invoice, "60.00");
    BindingId nz = books.beside(DemoOrganisation.NZ);
    LocationId auckland = located("Auckland");
    assign(auckland, nz);
    InvoiceId there = at(auckland);
    assertThatThrownBy(() -> desk.use(note, there, "10.00"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another organisation");
  }

  /** It can be nowhere but where the credit note is, whichever of the two invoices leaves. */
  @Test
  void aUseThatWaitsGoesWithItsCreditNote() {
    BindingId twin = books.besideAnother("Twin");
    LocationId harbour = located("Harbour Two");
    LocationId bay = located("Bay");
    desk.sending(false);
    InvoiceId credited = at(harbour);
    InvoiceId other = at(bay);
    CreditNoteId note = desk.left(credited, "60.00");
    AllocationId used = desk.use(note, other, "10.00");
    assign(bay, twin);
    assertThat(waitsFor("invoice", other.value())).isNotEqualTo(BooksRoom.TENANT);
    assertThat(waitsFor("allocation", used.value())).isEqualTo(BooksRoom.TENANT);
    assertApart(used);
    assign(bay, books.binding());
    assertThat(books.standing("allocation", used.value()).state())
        .as("together again")
        .isNotEqualTo(State.NEEDS_YOU);
    assign(harbour, twin);
    assertApart(used);
    assertThat(waitsFor("allocation", used.value()))
        .isEqualTo(waitsFor("credit-note", note.value()))
        .isNotEqualTo(BooksRoom.TENANT);
    assign(harbour, books.binding());
    desk.sending(true);
    books.settleAll();
    assertInStep("allocation", used.value());
    assertThat(number(desk.there(other), "AmountCredited")).isEqualByComparingTo("10");
  }

  /** The location of the invoice that uses it is given to the other organisation. */
  @Test
  void aUseApartFromItsCreditNoteIsSaidAndTakenOff() {
    BindingId twin = books.besideAnother("Twin");
    LocationId bay = located("Bay");
    desk.sending(false);
    InvoiceId other = at(bay);
    CreditNoteId note = desk.left(invoice, "60.00");
    AllocationId used = desk.use(note, other, "10.00");
    assign(bay, twin);
    assertApart(used);
    desk.sending(true);
    desk.takeOff(used);
    books.settleAll();
    assertThat(books.standing("allocation", used.value()).state()).isNotEqualTo(State.NEEDS_YOU);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("60.00");
    assertInStep("credit-note", note.value());
    assertInStep("invoice", other.value());
  }

  private void assertApart(AllocationId used) {
    var standing = books.standing("allocation", used.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("The credit note is in", "Take it off the invoice here");
  }

  private UUID waitsFor(String kind, UUID record) {
    return books.standing(kind, record).tenant();
  }

  private LocationId located(String name) {
    return books.in(() -> books.bean(Setup.class).add(LocationDetails.named(name)));
  }

  private void assign(LocationId location, BindingId to) {
    Practices.run(books.practice(), () -> books.bean(Connections.class).assign(location, to));
  }

  private InvoiceId at(LocationId location) {
    InvoiceView like = books.find(invoice);
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .issue(
                    new InvoiceDetails(
                        like.client(),
                        null,
                        location,
                        like.date(),
                        like.dueDate(),
                        "",
                        like.lineAmounts(),
                        like.lines().stream().map(InvoiceLine::details).toList())));
  }

  private void assertInStep(String kind, UUID record) {
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
  }
}
