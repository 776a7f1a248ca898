package dev.tandem.books.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.CreditDesk;
import dev.tandem.books.Waits;
import dev.tandem.books.inbox.ReferenceWishes;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.billing.LineAmounts;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.billing.PaymentDetails;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.CreditDetails;
import dev.tandem.practice.credits.CreditLines;
import dev.tandem.practice.credits.CreditNoteId;
import dev.tandem.practice.credits.CreditPurpose;
import dev.tandem.practice.credits.Credits;
import dev.tandem.practice.credits.Drawing;
import dev.tandem.practice.credits.Refunding;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.ReceiptId;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What lies in a period that the bookkeeper has closed over there waits in a tray. */
@TandemTest
class PriorPeriodsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private Browser owner;
  private LocalDate today;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void lock(String what) {
    books.control(books.organisation() + "/lock" + what, "");
  }

  private InvoiceId invoiceOn(LocalDate day) {
    InvoiceId id = books.invoice();
    Practices.run(books.practice(), () -> books.bean(Corrections.class).move(id, day));
    return id;
  }

  private PaymentId payOn(InvoiceId invoice, LocalDate day) {
    return books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(
                    invoice,
                    new PaymentDetails(
                        day, new BigDecimal("10.00"), PaymentMethod.CARD, "", null)));
  }

  private State state(String kind, UUID id) {
    return books.standing(kind, id).state();
  }

  private String dateInXero(InvoiceId id) {
    String number = books.find(id).number();
    List<String> dates =
        books
            .records("invoices", it -> it.path("InvoiceNumber").asString("").equals(number))
            .stream()
            .map(it -> it.path("DateString").asString(it.path("Date").asString()))
            .toList();
    return dates.isEmpty() ? "" : dates.getFirst();
  }

  /** It only waits: nobody says of it that Xero refused it. */
  @Test
  void whatWaitsForTheCloseOfItsDayIsNotCalledRefused() {
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
    PaymentId payment = payOn(books.invoice(), today);
    books.settle();
    assertThat(owner.get("/ledger/refusals/payment/" + payment).body())
        .contains("is not refused")
        .doesNotContain("Nobody has met these words");
  }

  @Test
  void theTrayTeachesWhatItIsFor() {
    assertThat(owner.get("/ledger/periods").body())
        .contains("Nothing lies in a closed period", "The books stay closed.");
  }

  @Test
  void severalMoveToTheFirstOpenDayAfterSomebodySawWhatMoves() {
    LocalDate closed = today.minusDays(1);
    lock("?date=" + closed);
    InvoiceId first = invoiceOn(today.minusDays(3));
    InvoiceId second = invoiceOn(today.minusDays(2));
    books.settle();
    assertThat(state("invoice", first.value())).isEqualTo(State.NEEDS_YOU);
    String tray = "/ledger/periods?record=invoice:" + first;
    assertThat(owner.get("/ledger/refusals").body())
        .contains(
            "lies in a period that is closed in Xero",
            "period lock date",
            "2 of these lie in periods that are closed",
            "href=\"" + tray + "\"");
    String alone = "/ledger/refusals/invoice/" + first;
    assertThat(owner.get("/ledger/refusals").body())
        .as("sent again it is only held again")
        .doesNotContain(alone + "/retry")
        .contains("What lies in a closed period is held again");
    assertThat(owner.get(alone).body())
        .contains("the books in Xero are closed up to that day", "Ask Xero now")
        .doesNotContain("Try it again", "Try all 2 again", alone + "/alike");
    assertThat(owner.get(tray).body())
        .contains(books.find(first).number(), books.find(second).number(), "value=\"" + today)
        .doesNotContain("What moves to");
    String both = tray + "&record=invoice:" + second + "&act=move&day=";
    assertThat(owner.get(both + closed).body()).contains("That day is closed, too.");
    LocalDate due = books.find(first).dueDate();
    assertThat(owner.get(both + today).body()).contains("What moves to", "→", ", as it is");
    assertThat(books.find(first).date()).isEqualTo(today.minusDays(3));
    owner.submit("/ledger/periods/move", Map.of("record", "invoice:" + first));
    assertThat(owner.get("/ledger/periods").body())
        .contains("One record was moved", books.find(second).number());
    books.settle();
    assertThat(state("invoice", first.value())).isEqualTo(State.IN_STEP);
    assertThat(dateInXero(first)).startsWith(today.toString());
    assertThat(books.find(first).dueDate()).isEqualTo(due);
    assertThat(state("invoice", second.value())).isEqualTo(State.NEEDS_YOU);
  }

  @Test
  void theYearsLockDateCountsAsWellAndTheDueDateIsNeverBeforeTheDay() {
    lock("-year?date=" + today.plusDays(20));
    InvoiceId id = books.invoice();
    books.settle();
    LocalDate open = today.plusDays(21);
    String tray = "/ledger/periods?record=invoice:" + id + "&act=move&day=" + open;
    assertThat(owner.get(tray).body()).contains("What moves to").doesNotContain(", as it is");
    owner.submit("/ledger/periods/move", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(id).dueDate()).isEqualTo(open);
  }

  @Test
  void aPaymentMovesButNotIntoTheFuture() {
    InvoiceId id = invoiceOn(today.minusDays(5));
    books.settle();
    lock("?date=" + today.minusDays(1));
    PaymentId payment = payOn(id, today.minusDays(3));
    books.settle();
    assertThat(state("payment", payment.value())).isEqualTo(State.NEEDS_YOU);
    String tray = "/ledger/periods?record=payment:" + payment + "&act=move&day=";
    assertThat(owner.get(tray + today.plusDays(1)).body())
        .contains("Money cannot have come in after today");
    assertThat(owner.get(tray + today).body()).contains("What moves to", "payment of 10.00");
    owner.submit("/ledger/periods/move", Map.of());
    books.settle();
    assertThat(state("payment", payment.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(id).payments().getFirst().date()).isEqualTo(today);
  }

  @Test
  void whatIsLeftOutStaysOutWithItsReasonUntilItIsTakenBack() {
    lock("?date=" + today);
    InvoiceId id = books.invoice();
    PaymentId payment = payOn(id, today);
    books.settle();
    String tray = "/ledger/periods?record=invoice:" + id + "&act=leave&reason=";
    assertThat(owner.get(tray).body())
        .contains("Say why: it is kept with each of them")
        .doesNotContain("What stays out of Xero");
    assertThat(owner.get(tray + "Booked%20by%20hand").body())
        .contains("What stays out of Xero", "“Booked by hand”");
    owner.submit("/ledger/periods/leave", Map.of());
    assertThat(owner.get("/ledger/periods").body())
        .contains("One record is left out of Xero.", "2 records are left out", "Booked by hand");
    assertThat(owner.get("/ledger/refusals").body()).contains("2 records are left out on purpose");
    assertThat(owner.get("/ledger/story/invoice/" + id).body())
        .contains("Left out of Xero by Robin Owner", "“Booked by hand”");
    lock("");
    books.rewrite(id, "changed", null);
    PaymentId later = payOn(id, today);
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NOT_SENT);
    assertThat(state("payment", later.value())).isEqualTo(State.NOT_SENT);
    assertThat(dateInXero(id)).isEmpty();
    owner.get("/ledger/periods");
    owner.submit("/ledger/periods/invoice/" + id + "/back", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(state("payment", payment.value())).isEqualTo(State.IN_STEP);
    assertThat(state("payment", later.value())).isEqualTo(State.IN_STEP);
  }

  /** Booked by hand over there: sent with its invoice it would be paid twice. */
  @Test
  void aPaymentLeftOutForAReasonOfItsOwnDoesNotComeBackWithItsInvoice() {
    lock("?date=" + today.minusDays(1));
    InvoiceId id = invoiceOn(today.minusDays(3));
    PaymentId twice = payOn(id, today);
    PaymentId other = payOn(id, today);
    books.settle();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(LeftOut.class)
                .leave(new RecordRef("payment", twice.value()), "Booked there already"));
    leave(id);
    assertThat(owner.get("/ledger/periods").body())
        .contains("3 records are left out", "With what it belongs to", "Booked there already");
    assertThat(owner.submit("/ledger/periods/payment/" + twice + "/back", Map.of()).body())
        .contains("Its invoice is left out as well");
    lock("");
    owner.get("/ledger/periods");
    owner.submit("/ledger/periods/invoice/" + id + "/back", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(state("payment", other.value())).isEqualTo(State.IN_STEP);
    assertThat(state("payment", twice.value())).isEqualTo(State.NOT_SENT);
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(owner.get("/ledger/periods").body())
        .contains("One record is left out", "Booked there already");
    owner.submit("/ledger/periods/payment/" + twice + "/back", Map.of());
    books.settle();
    assertThat(state("payment", twice.value())).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatWasCreditedWhileItWasLeftOutGoesAlongWhenItIsTakenBack() {
    lock("?date=" + today);
    InvoiceId id = books.invoice();
    books.settle();
    leave(id);
    lock("");
    InvoiceView invoice = books.find(id);
    CreditNoteId note =
        books.in(
            () ->
                books
                    .bean(Credits.class)
                    .issue(
                        id,
                        new CreditDetails(
                            CreditPurpose.CREDIT,
                            today,
                            "Too much",
                            invoice.lineAmounts(),
                            List.of(
                                CreditLines.with(
                                    invoice.lines().getFirst().details(),
                                    "Too much",
                                    BigDecimal.ONE,
                                    new BigDecimal("40.00"))),
                            null)));
    books.settle();
    assertThat(state("credit-note", note.value())).isEqualTo(State.NOT_SENT);
    owner.get("/ledger/periods");
    owner.submit("/ledger/periods/invoice/" + id + "/back", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(state("credit-note", note.value())).isEqualTo(State.IN_STEP);
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(
            it -> assertThat(it.path("AmountDue").decimalValue()).isEqualByComparingTo("70"));
  }

  @Test
  void whatIsPaidInTheMomentInWhichItsInvoiceIsSentAfterAllGoesAlong() throws Exception {
    lock("?date=" + today);
    InvoiceId id = books.invoice();
    books.settle();
    leave(id);
    lock("");
    FutureTask<Integer> back = takingBack("invoice", id.value());
    var card = new PaymentDetails(today, new BigDecimal("10.00"), PaymentMethod.CARD, "", null);
    meanwhile(() -> books.bean(Billing.class).takePayment(id, card), back);
    assertThat(back.get()).isZero();
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    PaymentId paid = books.find(id).payments().getFirst().id();
    assertThat(state("payment", paid.value())).isEqualTo(State.IN_STEP);
    assertThat(books.records("payments", _ -> true)).hasSize(1);
  }

  @Test
  void whatIsGivenBackInTheMomentInWhichItsDepositIsSentAfterAllGoesAlong() throws Exception {
    var desk = new AdvanceDesk(books);
    lock("?date=" + today);
    AdvanceId id = desk.deposit("80.00");
    books.settle();
    leave(new RecordRef("advance", id.value()));
    lock("");
    FutureTask<Integer> back = takingBack("advance", id.value());
    meanwhile(
        () ->
            books
                .bean(Drawing.class)
                .refundRest(id, new Refunding(today, PaymentMethod.CARD, "", null)),
        back);
    assertThat(back.get()).isZero();
    books.settle();
    assertThat(state("advance", id.value())).isEqualTo(State.IN_STEP);
    UUID refund = desk.find(id).refunds().getFirst().id().value();
    assertThat(state("refund", refund)).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsEditedInTheMomentInWhichItIsLeftOutStaysOut() throws Exception {
    lock("?date=" + today);
    InvoiceId id = books.invoice();
    books.settle();
    var edit = new FutureTask<>(() -> books.rewrite(id, "changed", null), true);
    meanwhile(
        () ->
            books
                .bean(PriorPeriods.class)
                .leaveOut(List.of(new RecordRef("invoice", id.value())), "Booked by hand"),
        edit);
    edit.get();
    lock("");
    read();
    assertThat(state("invoice", id.value())).isEqualTo(State.NOT_SENT);
    assertThat(dateInXero(id)).isEmpty();
  }

  private FutureTask<Integer> takingBack(String kind, UUID id) {
    return new FutureTask<>(
        () -> books.in(() -> books.bean(PriorPeriods.class).takeBack(new RecordRef(kind, id))));
  }

  /** The other one begins when this is done and not yet to be seen by anybody. */
  private void meanwhile(Runnable first, FutureTask<?> other) {
    TransactionTemplate inPractice = books.bean(TransactionTemplate.class);
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  first.run();
                  Waits.begin(database, other);
                }));
  }

  /** Left out before and after the close of the day, and paid only after it was left out. */
  @Test
  void theDaysTakingsGoToTheBankWithoutWhatIsLeftOut() {
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
    lock("?date=" + today.minusDays(1));
    InvoiceId before = invoiceOn(today.minusDays(3));
    InvoiceId after = invoiceOn(today.minusDays(2));
    InvoiceId paidLater = invoiceOn(today.minusDays(2));
    InvoiceId sound = books.invoice();
    List.of(before, after, sound).forEach(it -> payOn(it, today));
    books.settle();
    leave(before);
    leave(paidLater);
    payOn(paidLater, today);
    close(today);
    books.settle();
    assertThat(books.records("batchPayments", _ -> true)).as("one of them waits").isEmpty();
    leave(after);
    books.settle();
    assertThat(books.records("batchPayments", _ -> true)).hasSize(1);
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(books.find(sound).payments().getFirst().ledgerId()).isNotNull();
  }

  @Test
  void takingsOfAClosedDayAreBankedOnAnOpenOne() {
    LocalDate yesterday = today.minusDays(1);
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
    InvoiceId invoice = invoiceOn(yesterday);
    PaymentId payment = payOn(invoice, yesterday);
    books.settle();
    close(yesterday);
    lock("?date=" + yesterday);
    books.settle();
    ReceiptId receipt =
        books.in(() -> books.bean(Takings.class).receiptsOf(List.of(payment))).get(payment);
    assertThat(state("receipt", receipt.value())).isEqualTo(State.NEEDS_YOU);
    String tray = "/ledger/periods?record=receipt:" + receipt + "&act=move&day=";
    assertThat(owner.get(tray + today).body()).contains("What moves to", "→");
    owner.submit("/ledger/periods/move", Map.of());
    books.settle();
    assertThat(state("receipt", receipt.value())).isEqualTo(State.IN_STEP);
    assertThat(books.find(invoice).payments().getFirst().date())
        .as("the client paid on that day")
        .isEqualTo(yesterday);
    assertThat(books.records("batchPayments", _ -> true))
        .singleElement()
        .extracting(it -> it.path("Date").asString(""))
        .asString()
        .contains("" + today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  private void leave(InvoiceId id) {
    leave(new RecordRef("invoice", id.value()));
  }

  private void leave(RecordRef it) {
    Practices.run(
        books.practice(),
        () -> books.bean(PriorPeriods.class).leaveOut(List.of(it), "Booked by hand"));
  }

  private void close(LocalDate day) {
    Practices.run(
        books.practice(),
        () -> {
          var takings = books.bean(Takings.class);
          DayTakings all = takings.of(day);
          takings.close(
              day,
              all.seen(),
              all.toCount().stream()
                  .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
                  .toList(),
              "");
        });
  }

  @Test
  void whatIsInTheClosedPeriodOverThereCannotBeMoved() {
    InvoiceId id = books.invoice();
    books.settle();
    lock("?date=" + today);
    books.rewrite(id, "changed", null);
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get("/ledger/periods").body())
        .contains("It is in Xero already")
        .doesNotContain("value=\"invoice:" + id + "\"");
    String forged = "/ledger/periods/leave";
    owner.htmx(forged, Map.of("record", "invoice:" + id, "reason", "no"));
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
  }

  @Test
  void whoWritesAnInvoiceIsToldThatTheDayIsClosed() {
    String advice = "/invoices/advice?date=";
    assertThat(owner.get(advice + today).body()).doesNotContain("The books of");
    lock("?date=" + today);
    books.invoice();
    books.settle();
    assertThat(owner.get(advice + today).body()).contains("The books of ", "Xero would not take");
    assertThat(owner.get(advice + today.plusDays(1)).body()).doesNotContain("The books of");
    assertThat(owner.get("/invoices/new").body()).contains("The books of ");
  }

  /** More than are looked at in one go, and all of them first. */
  private void heldBefore(String words) {
    TransactionTemplate inPractice = books.bean(TransactionTemplate.class);
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ ->
                    books
                        .bean(JdbcClient.class)
                        .sql(
                            """
                            insert into practice.pending_push
                              (kind, record, document, tenant, revision, queued_at, held, held_at, caused_by)
                            select 'client', r, r, :tenant, 1, now() - interval '1 day', :words, now(), '[]'
                              from (select gen_random_uuid() as r from generate_series(1, 1001)) as many""")
                        .param("tenant", BooksRoom.TENANT)
                        .param("words", words)
                        .update()));
  }

  /** Opening the books is told once. */
  @Test
  void howeverManyWaitAllGoOnceTheBooksAreOpened() {
    lock("?date=" + today);
    read();
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    heldBefore("Its day lies in a closed period");
    lock("");
    read();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
  }

  /** The lock dates as they stand over there are known from now on. */
  private void read() {
    Practices.run(
        books.practice(), () -> books.bean(ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
  }

  @Test
  void whatTheLockDatesCloseWaitsWithoutACallUntilTheBooksAreOpened() {
    lock("?date=" + today.minusDays(1));
    read();
    InvoiceId closed = invoiceOn(today.minusDays(3));
    InvoiceId open = books.invoice();
    books.forgetCalls();
    books.settle();
    assertThat(state("invoice", closed.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(state("invoice", open.value())).isEqualTo(State.IN_STEP);
    assertThat(books.calls("PUT", "Invoices")).as("that of the open day").isEqualTo(1);
    String tray = "/ledger/periods?record=invoice:" + closed;
    assertThat(owner.get("/ledger/refusals").body())
        .contains("lies in a closed period: the books in Xero are closed up to", tray);
    assertThat(owner.get(tray).body())
        .contains(books.find(closed).number(), "value=\"" + today)
        .doesNotContain(books.find(open).number());
    lock("");
    owner.get("/ledger/periods");
    owner.submit("/ledger/periods/look", Map.of());
    books.settle();
    assertThat(state("invoice", closed.value())).isEqualTo(State.IN_STEP);
    assertThat(dateInXero(closed)).startsWith(today.minusDays(3).toString());
  }

  /** Xero: nothing of what stands in a closed period is changed. */
  @Test
  void aChangeOfWhatStandsOnAClosedDayWaitsWithoutACallToo() {
    InvoiceId id = invoiceOn(today.minusDays(3));
    books.settle();
    lock("?date=" + today.minusDays(1));
    read();
    books.forgetCalls();
    books.rewrite(id, "Order 7", null);
    books.settle();
    assertThat(books.calls("POST", "Invoices")).isZero();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    assertThat(owner.get("/ledger/periods?record=invoice:" + id).body())
        .contains(books.find(id).number());
    lock("");
    read();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
    assertThat(books.calls("POST", "Invoices")).isEqualTo(1);
  }

  /** What is only made and removed there is known by the day on which it was made. */
  @Test
  void aCreditThatWasUsedOnAClosedDayIsTakenOffOnceTheBooksAreOpened() {
    var desk = new CreditDesk(books);
    CreditNoteId note = desk.credit(books.invoice(), "40.00", null);
    books.settle();
    var used = desk.find(note).allocations().getFirst().id();
    desk.sending(false);
    desk.takeOff(used);
    lock("?date=" + today);
    read();
    desk.sending(true);
    books.settle();
    assertThat(books.read(books.organisation() + "/calls?method=DELETE")).isEmpty();
    assertThat(state("allocation", used.value())).isEqualTo(State.NEEDS_YOU);
    lock("");
    read();
    assertThat(books.read(books.organisation() + "/calls?method=DELETE")).hasSize(1);
    assertThat(state("allocation", used.value())).isEqualTo(State.IN_STEP);
    assertThat(desk.find(note).remaining()).isEqualByComparingTo("40.00");
  }

  @Test
  void whoeverKnowsThatTheBooksAreOpenAgainHasXeroAsked() {
    lock("?date=" + today);
    read();
    InvoiceId id = books.invoice();
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.NEEDS_YOU);
    lock("");
    assertThat(owner.get("/ledger/refusals/invoice/" + id).body()).contains("Ask Xero now");
    owner.submit("/ledger/periods/look", Map.of());
    books.settle();
    assertThat(state("invoice", id.value())).isEqualTo(State.IN_STEP);
  }

  /** The word that came last counts. */
  @Test
  void aRefusalAfterTheReadingIsBelievedAndAReadingAfterTheRefusal() {
    String advice = "/invoices/advice?date=" + today;
    read();
    lock("?date=" + today);
    books.invoice();
    books.settle();
    assertThat(owner.get(advice).body()).contains("The books of ");
    lock("");
    clock.advance(Duration.ofSeconds(1));
    read();
    assertThat(owner.get(advice).body()).doesNotContain("The books of ");
  }

  @Test
  void whoTakesMoneyOrGivesItBackIsToldToo() {
    InvoiceId id = invoiceOn(today.minusDays(5));
    books.settle();
    lock("?date=" + today.minusDays(2));
    read();
    String asks = "hx-get=\"/invoices/" + id + "/day-advice?input=";
    assertThat(owner.get("/invoices/" + id).body()).contains(asks + "paid-on");
    assertThat(owner.get("/invoices/" + id + "/credit").body())
        .contains(asks + "date", asks + "refundDate");
    String advice = "/invoices/" + id + "/day-advice?input=paid-on&field=date&date=";
    assertThat(owner.get(advice + today.minusDays(2)).body()).contains("The books of ");
    assertThat(owner.get(advice + today.minusDays(1)).body()).doesNotContain("The books of ");
    assertThat(owner.get(advice + "yesterday").body()).doesNotContain("The books of ");
    Practices.run(
        books.practice(), () -> books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD)));
    payOn(id, today.minusDays(3));
    assertThat(owner.get("/takings?date=" + today.minusDays(3)).body())
        .contains("Close the day", "The books of ");
  }

  /** However much else is refused, what lies in a closed period is found. */
  @Test
  void manyOthersThatAreHeldHideNothing() {
    lock("?date=" + today);
    InvoiceId id = books.invoice();
    books.settle();
    heldBefore("The moon is full");
    assertThat(owner.get("/ledger/periods").body()).contains(books.find(id).number());
  }

  /** A credit note and the money that went back with it get an open day, too. */
  @Test
  void aCreditNoteAndItsRefundMove() {
    InvoiceId id = invoiceOn(today.minusDays(9));
    books.settle();
    books.in(
        () ->
            books
                .bean(Billing.class)
                .takePayment(
                    id,
                    new PaymentDetails(
                        today.minusDays(8),
                        new BigDecimal("110.00"),
                        PaymentMethod.CARD,
                        "",
                        null)));
    books.settle();
    lock("?date=" + today.minusDays(1));
    read();
    LineDetails line = books.find(id).lines().getFirst().details();
    CreditNoteId note =
        books.in(
            () ->
                books
                    .bean(Credits.class)
                    .issue(
                        id,
                        new CreditDetails(
                            CreditPurpose.CREDIT,
                            today.minusDays(3),
                            "Charged twice",
                            LineAmounts.INCLUSIVE,
                            List.of(line),
                            new Refunding(today.minusDays(3), PaymentMethod.CARD, "", null))));
    books.settle();
    assertThat(state("credit-note", note.value())).isEqualTo(State.NEEDS_YOU);
    String tray = "/ledger/periods?record=credit-note:" + note;
    assertThat(owner.get(tray + "&act=move&day=" + today).body()).contains("What moves to");
    owner.submit("/ledger/periods/move", Map.of());
    books.settle();
    assertThat(state("credit-note", note.value())).isEqualTo(State.IN_STEP);
    UUID refund =
        books.in(() -> books.bean(Credits.class).find(note)).refunds().getFirst().id().value();
    assertThat(state("refund", refund)).isEqualTo(State.NEEDS_YOU);
    owner.get("/ledger/periods?record=refund:" + refund + "&act=move&day=" + today);
    owner.submit("/ledger/periods/move", Map.of());
    books.settle();
    assertThat(state("refund", refund)).isEqualTo(State.IN_STEP);
    String day = "/Date(" + today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    assertThat(books.records("creditNotes", _ -> true))
        .extracting(it -> it.path("Date").asString())
        .singleElement()
        .asString()
        .startsWith(day);
  }
}
