package dev.tandem.books.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.LedgerAccount;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every day shows whether the accounts through which money only passes came back to zero. */
@TandemTest
class ClearingJourneyTest {

  private static final String REPORT = "/Reports/BankSummary";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private Browser bookkeeper;
  private String bank;

  @BeforeEach
  void connected() {
    books = BooksRoom.open(house);
    bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    bank =
        books.in(
            () ->
                books.bean(Reference.class).accounts(BooksRoom.TENANT).stream()
                    .filter(LedgerAccount::bank)
                    .findFirst()
                    .orElseThrow()
                    .id());
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private LocalDate today() {
    return LocalDate.now(clock.withZone(PracticeRoom.ZONE));
  }

  /** The page's form, sent by the bookkeeper. */
  private void choose(String... accounts) {
    bookkeeper.get("/ledger/month-end");
    bookkeeper.submit(
        "/ledger/connection/" + books.binding() + "/clearing",
        accounts.length == 0 ? Map.of() : Map.of("account", accounts[0]));
  }

  /** The owner allows at Xero what is lacking. */
  private void allow() {
    books.in(
        () ->
            books
                .bean(dev.tandem.books.connection.Connections.class)
                .choose(
                    books.consent(BooksRoom.TENANT.toString()),
                    BooksRoom.TENANT.toString(),
                    books.visitor()));
  }

  private ClearingAccount account() {
    return books
        .in(() -> books.bean(ClearingAccounts.class).all())
        .getFirst()
        .accounts()
        .getFirst();
  }

  private void nextMorning() {
    morning();
    books.settle();
  }

  /** Of the next day, whatever time of the day it is now. */
  private void morning() {
    var ten = today().plusDays(1).atTime(10, 0).atZone(PracticeRoom.ZONE);
    clock.advance(Duration.between(clock.instant(), ten.toInstant()));
  }

  @Test
  void nobodyIsAskedForAConsentBeforeSomebodyWantsIt() {
    assertThat(bookkeeper.get("/ledger/month-end").body())
        .contains("Clearing accounts", "Choose the accounts", "Business Bank Account")
        .doesNotContain("See what to allow");
    clock.advance(Duration.ofDays(1));
    books.settle();
    assertThat(books.calls("GET", REPORT)).isZero();

    choose(bank);
    books.settle();
    assertThat(books.calls("GET", REPORT)).as("not allowed: no call").isZero();
    assertThat(bookkeeper.get("/ledger/month-end").body())
        .contains("Not read yet", "See what to allow");

    allow();
    books.settle();
    assertThat(books.calls("GET", REPORT)).isPositive();
    assertThat(bookkeeper.get("/ledger/month-end").body())
        .contains(">Zero<")
        .doesNotContain("See what to allow");
  }

  @Test
  void whatIsLeftOnAnAccountIsSeenEveryMorningUntilItIsBackAtZero() {
    choose(bank);
    allow();
    InvoiceId invoice = books.invoice();
    PaymentId payment = books.pay(invoice, "110.00");
    books.settle();
    LocalDate first = today();
    books.forgetCalls();

    nextMorning();
    assertThat(books.calls("GET", REPORT)).as("one call a day").isEqualTo(1);
    AccountDay day = account().latest();
    assertThat(day.day()).isEqualTo(first);
    assertThat(day.received()).isEqualByComparingTo("110.00");
    assertThat(day.closing()).isEqualByComparingTo("110.00");
    assertThat(bookkeeper.get("/ledger/month-end").body()).contains("110.00 left", "Day by day");
    assertThat(books.in(() -> books.bean(ClearingAccounts.class).notAtRest())).hasSize(1);
    assertThat(bookkeeper.get("/ledger/month-end?day=" + first).body())
        .contains("On one clearing account something is left of this time", "href=\"#clearing\"");
    assertThat(bookkeeper.get("/ledger/month-end?day=" + first.minusDays(1)).body())
        .as("nothing was left by then")
        .contains("Nothing is left on an account through which money only passes");

    nextMorning();
    assertThat(account().leftSince().day()).isEqualTo(first);
    Practices.run(books.practice(), () -> books.bean(Billing.class).removePayment(payment));
    books.settle();
    nextMorning();
    assertThat(account().latest().closing()).isEqualByComparingTo(BigDecimal.ZERO);
    assertThat(account().leftSince()).isNull();
    assertThat(account().days()).hasSize(4);
    assertThat(books.in(() -> books.bean(ClearingAccounts.class).notAtRest())).isEmpty();
    assertThat(bookkeeper.get("/ledger/month-end?day=" + first).body())
        .contains("Nothing is left on an account through which money only passes");
  }

  @Test
  void whoCannotWaitAsksForTheDayThatIsNotOverYet() {
    choose(bank);
    allow();
    books.settle();
    books.pay(books.invoice(), "50.00");
    books.settle();
    books.forgetCalls();
    bookkeeper.get("/ledger/month-end");
    bookkeeper.submit("/ledger/connection/" + books.binding() + "/clearing/reading", Map.of());
    assertThat(bookkeeper.get("/ledger/month-end").body()).contains("Asking Xero");
    books.settle();
    assertThat(books.calls("GET", REPORT)).isEqualTo(1);
    assertThat(account().soFar().day()).isEqualTo(today());
    assertThat(account().soFar().closing()).isEqualByComparingTo("50.00");
    assertThat(account().latest())
        .as("the last day that was over")
        .satisfies(
            it -> {
              assertThat(it.whole()).isTrue();
              assertThat(it.atRest()).isTrue();
            });
    assertThat(books.in(() -> books.bean(ClearingAccounts.class).notAtRest()))
        .as("money of today may yet leave today")
        .isEmpty();
    assertThat(bookkeeper.get("/ledger/month-end").body())
        .contains("Ask Xero now", "at the end of", "50.00 so far on");
    nextMorning();
    assertThat(account().latest().whole()).isTrue();
    assertThat(account().days())
        .as("the half day has become a whole one")
        .allMatch(AccountDay::whole);
  }

  @Test
  void aReportThatFailsIsAskedForAgainAnHourLaterAndHoldsNothingElseUp() {
    choose(bank);
    allow();
    books.settle();
    books.fault("500", "GET", "Reports/BankSummary");
    books.forgetCalls();
    morning();
    books.settle();
    assertThat(books.calls("GET", REPORT)).isEqualTo(1);
    InvoiceId invoice = books.invoice();
    books.settle();
    assertThat(books.ledgerId("invoice", invoice.value())).isNotEmpty();
    clock.advance(Duration.ofMinutes(61));
    books.settle();
    assertThat(books.calls("GET", REPORT)).isEqualTo(2);
    assertThat(account().latest().day()).isEqualTo(today().minusDays(1));
  }

  @Test
  void whenNoneIsChosenAnyMoreNothingIsAsked() {
    choose(bank);
    allow();
    books.settle();
    choose();
    books.forgetCalls();
    clock.advance(Duration.ofDays(2));
    books.settle();
    assertThat(books.calls("GET", REPORT)).isZero();
    assertThat(bookkeeper.get("/ledger/month-end").body()).contains("Choose these accounts");
  }

  @Test
  void onlyBankAccountsCanBeChosen() {
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(),
                    () ->
                        books
                            .bean(ClearingAccounts.class)
                            .choose(books.binding(), List.of("no-account"))))
        .isInstanceOf(InvalidInput.class);
  }

  @Test
  void whoOnlyLooksChoosesNothing() {
    Browser receptionist = TestPractice.of(house, books.practice()).browser(Role.RECEPTIONIST);
    receptionist.get("/today");
    assertThat(
            receptionist
                .htmx(
                    "/ledger/connection/" + books.binding() + "/clearing", Map.of("account", bank))
                .status())
        .isEqualTo(403);
  }
}
