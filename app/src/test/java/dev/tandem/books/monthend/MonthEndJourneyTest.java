package dev.tandem.books.monthend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.monthend.LockCheck.Finding;
import dev.tandem.books.monthend.LockCheck.Kind;
import dev.tandem.books.refusals.PriorPeriods;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.appointments.Appointments;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.Corrections;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.setup.Preferences;
import dev.tandem.practice.setup.Setup;
import dev.tandem.practice.takings.Count;
import dev.tandem.practice.takings.DayTakings;
import dev.tandem.practice.takings.KeptMethods;
import dev.tandem.practice.takings.Takings;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Before the bookkeeper locks the books in Xero, Tandem says what the lock would keep out. */
@TandemTest
class MonthEndJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser bookkeeper;
  private LocalDate today;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    today = LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private LockCheck check(LocalDate day) {
    return books.in(() -> books.bean(MonthEnd.class).check(day));
  }

  private Finding found(Kind kind, LocalDate day) {
    return check(day).findings().stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
  }

  private String page(LocalDate day) {
    return bookkeeper.get("/ledger/month-end?day=" + day).body();
  }

  @Test
  void whatIsOnItsWayHasToArriveFirst() {
    InvoiceId invoice = books.invoice();
    assertThat(found(Kind.WAITING, today).count()).isEqualTo(1);
    assertThat(found(Kind.WAITING, today).earliest()).isEqualTo(books.find(invoice).date());
    assertThat(page(today)).contains("Not ready to lock", "One document leaves by itself");
    assertThat(check(books.find(invoice).date().minusDays(1)).ready()).isTrue();
    books.settle();
    assertThat(check(today).ready()).isTrue();
    assertThat(page(today))
        .contains("Ready to lock up to", "Nothing with a day of that time is on its way");
  }

  @Test
  void whatXeroRefusedIsNamedWithTheWayThere() {
    LocalDate day = today.minusDays(3);
    books.control(books.organisation() + "/lock?date=" + today.minusDays(1), "");
    InvoiceId invoice = books.invoice();
    Practices.run(books.practice(), () -> books.bean(Corrections.class).move(invoice, day));
    books.settle();
    assertThat(found(Kind.REFUSED, today).count()).isEqualTo(1);
    assertThat(found(Kind.REFUSED, day).count()).isEqualTo(1);
    assertThat(found(Kind.REFUSED, day.minusDays(1)).count()).isZero();
    assertThat(page(day)).contains("Not ready", "One document was not taken", "/ledger/refusals");
  }

  @Test
  void takingsThatNobodyClosedWouldComeTooLate() {
    books.in(
        () -> {
          books.bean(KeptMethods.class).change(List.of(PaymentMethod.CARD));
          return null;
        });
    InvoiceId invoice = books.invoice();
    books.pay(invoice, "20.00");
    books.settle();
    Finding open = found(Kind.TAKINGS_OPEN, today);
    assertThat(open.count()).isEqualTo(1);
    assertThat(open.amount()).isEqualByComparingTo("20.00");
    assertThat(page(today))
        .contains(
            "One payment waits for the close of its day", "Together 20.00 AUD", "/takings?date=");
    books.in(
        () -> {
          var takings = books.bean(Takings.class);
          DayTakings all = takings.of(today);
          List<Count> counts =
              all.toCount().stream()
                  .map(it -> new Count(it.method(), it.location(), it.open(), it.open()))
                  .toList();
          return takings.close(today, all.seen(), counts, "");
        });
    assertThat(found(Kind.TAKINGS_OPEN, today).count()).isZero();
    assertThat(found(Kind.WAITING, today).count()).isEqualTo(1);
    books.settle();
    assertThat(check(today).ready()).isTrue();
  }

  @Test
  void draftsAndWorkThatNobodyBilledAreWorthALookButBlockNothing() {
    LocalDate yesterday = today.minusDays(1);
    Practices.run(
        books.practice(),
        () -> {
          books
              .bean(Setup.class)
              .change(
                  PracticeRoom.prefer(Preferences.InvoiceOn.BUTTON, Preferences.InvoiceAs.DRAFT));
          var appointments = books.bean(Appointments.class);
          appointments.complete(appointments.book(books.room().at(yesterday + "T10:00", "Knee")));
        });
    assertThat(found(Kind.NOT_INVOICED, today).count()).isEqualTo(1);
    assertThat(found(Kind.NOT_INVOICED, today).earliest()).isEqualTo(yesterday);
    assertThat(found(Kind.NOT_INVOICED, yesterday.minusDays(1)).count()).isZero();
    InvoiceId draft = books.draft();
    assertThat(found(Kind.DRAFTS, today).count()).isEqualTo(1);
    books.settle();
    assertThat(check(today).ready()).isTrue();
    assertThat(page(today))
        .contains(
            "Ready to lock up to",
            "One that was done is not invoiced yet",
            "/diary?date=" + yesterday,
            "One draft has a day of this time");
    Practices.run(books.practice(), () -> books.bean(Billing.class).approve(draft));
    assertThat(found(Kind.DRAFTS, today).count()).isZero();
  }

  @Test
  void whatIsNotTheSameOverThereStandsAgainstTheLock() {
    InvoiceId held = books.invoice();
    books.settle();
    inPractice("update practice.link set held = 'Xero has 110.01' where record = ?", held);
    assertThat(found(Kind.CONFLICTS, today).count()).isEqualTo(1);
    assertThat(page(today)).contains("Not ready to lock");
    inPractice("update practice.link set held = null where record = ?", held);
    assertThat(check(today).ready()).isTrue();
    inPractice(
        "update practice.link set agreed = jsonb_set(agreed, '{status,theirs}', '\"draft\"') where record = ?",
        held);
    assertThat(found(Kind.DRAFTS_THERE, today).count()).isEqualTo(1);
    assertThat(page(today)).contains("One invoice is issued here and a draft in Xero");
  }

  private void inPractice(String change, InvoiceId id) {
    var transaction = house.getBean("inPractice", TransactionTemplate.class);
    Practices.run(
        books.practice(),
        () ->
            transaction.executeWithoutResult(
                _ -> books.bean(JdbcClient.class).sql(change).param(id.value()).update()));
  }

  @Test
  void whatWasLeftOutOnPurposeIsNamed() {
    books.control(books.organisation() + "/lock?date=" + today, "");
    InvoiceId invoice = books.invoice();
    books.settle();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(PriorPeriods.class)
                .leaveOut(List.of(new RecordRef("invoice", invoice.value())), "Booked by hand"));
    assertThat(found(Kind.LEFT_OUT, today).count()).isEqualTo(1);
    assertThat(check(today).ready()).isTrue();
    assertThat(page(today))
        .contains("One document was left out", "One thing is worth a look first");
  }

  @Test
  void withoutADayItAsksForTheMonthThatIsOver() {
    LocalDate last = today.withDayOfMonth(1).minusDays(1);
    assertThat(bookkeeper.get("/ledger/month-end").body()).contains("value=\"" + last + "\"");
  }

  @Test
  void aDayThatIsNoneIsSaidAtTheField() {
    assertThat(bookkeeper.get("/ledger/month-end?day=soon").status()).isEqualTo(400);
    Browser.Page far = bookkeeper.get("/ledger/month-end?day=2999-12-31");
    assertThat(far.status()).isEqualTo(422);
    assertThat(far.body()).contains("Choose a day between");
  }
}
