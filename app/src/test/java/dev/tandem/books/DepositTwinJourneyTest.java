package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
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

/**
 * The same deposit is taken at the desk and entered in Xero: before ours goes it is asked about, as
 * {@code TwinJourneyTest} tells of payments.
 */
@TandemTest
class DepositTwinJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private AdvanceDesk deposits;
  private Browser desk;

  @BeforeEach
  void aClientWithADepositInXero() {
    books = BooksRoom.open(house);
    deposits = new AdvanceDesk(books);
    desk = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    deposits.deposit("1.00");
    books.settle();
    clock.advance(Duration.ofMinutes(4));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  private void depositInXero(String amount, LocalDate day) {
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        """
        {"Type":"RECEIVE-OVERPAYMENT","Contact":{"ContactID":"%s"},
         "BankAccount":{"Code":"090"},"Date":"%s","Reference":"Bank feed",
         "LineItems":[{"Description":"Bank feed","Quantity":1,"UnitAmount":%s}]}"""
            .formatted(books.ledgerId("client", books.room().client().value()), day, amount));
  }

  /** Of sixty. */
  private long inXero() {
    return deposits.overpayments().stream()
        .filter(it -> !it.path("Status").asString().equals("VOIDED"))
        .filter(it -> new BigDecimal(it.path("Total").asString()).intValue() == 60)
        .count();
  }

  private List<AdvanceView> here() {
    return deposits.all().stream()
        .filter(it -> !it.removed() && it.amount().intValue() == 60)
        .toList();
  }

  private AdvanceId takenOnBothSides(LocalDate there) {
    AdvanceId ours = deposits.deposit("60.00");
    depositInXero("60.00", there);
    books.settle();
    assertThat(inXero()).as("nothing was sent").isEqualTo(1);
    assertThat(books.standing("advance", ours.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("advance", ours.value()).reason())
        .contains("Xero has a deposit of 60.00 AUD of", "which looks like this deposit")
        .contains("Nothing was sent: is it the same money?");
    return ours;
  }

  private static String page(AdvanceId ours) {
    return "/ledger/refusals/advance/" + ours;
  }

  @Test
  void theSameMoneyIsKeptAsXeroHasIt() {
    AdvanceId ours = takenOnBothSides(deposits.today());
    books.in(() -> books.bean(Outbox.class).tryAgainAll());
    books.settle();
    assertThat(inXero()).as("tried again with all others it asks still").isEqualTo(1);
    assertThat(desk.get("/ledger/refusals").body())
        .contains("Is it this one?", "href=\"" + page(ours) + "\"")
        .doesNotContain("action=\"" + page(ours) + "/retry");
    assertThat(desk.get(page(ours)).body())
        .contains("Is this deposit of 60.00 AUD in Xero already?")
        .contains("recorded in Xero: may be this one", "Bank feed", "Terminal 7")
        .contains("It is this one: keep the one in Xero", "It is another: send it, too")
        .doesNotContain("refused by Xero", "was refused", "Put right elsewhere");
    desk.submit(page(ours) + "/taking-back", Map.of());
    assertThat(desk.get("/ledger/refusals").body()).contains("Nothing was refused");
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(inXero()).isEqualTo(1);
    assertThat(here())
        .singleElement()
        .matches(AdvanceView::fromLedger)
        .matches(it -> it.remaining().intValue() == 60);
    assertThat(desk.get("/deposits/" + ours).body())
        .contains("it is the deposit of")
        .contains("from the ledger");
  }

  @Test
  void anotherDepositIsSentToo() {
    AdvanceId ours = takenOnBothSides(deposits.today().minusDays(3));
    desk.get(page(ours));
    desk.submit(page(ours) + "/retry", Map.of());
    books.settle();
    assertThat(books.standing("advance", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(here()).hasSize(2);
    assertThat(desk.get("/deposits/" + ours).body())
        .contains("said that 60.00 AUD by card is other money than the deposit of");
  }

  @Test
  void whatItLookedLikeIsVoidedInXeroSoItGoes() {
    AdvanceId ours = takenOnBothSides(deposits.today());
    String there =
        deposits.overpayments().stream()
            .filter(it -> new BigDecimal(it.path("Total").asString()).intValue() == 60)
            .map(it -> it.path("OverpaymentID").asString())
            .findFirst()
            .orElseThrow();
    books.control("/console/" + BooksRoom.TENANT + "/overpayments/" + there + "/void", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("advance", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(1);
    assertThat(here()).singleElement().matches(it -> !it.fromLedger());
  }

  /** Nobody can know whether it is there already: it waits, and whoever looks is told for what. */
  @Test
  void whileXeroRefusesItsListOfDepositsItIsSaidWhyOneWaits() {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":404,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Overpayments*\",\"count\":5000}");
    AdvanceId ours = deposits.deposit("60.00");
    for (int i = 0; i < 3; i++) {
      books.settle();
      assertThat(desk.get("/ledger/queue").body())
          .contains("Tries again", "Xero does not show its deposits just now");
      assertThat(inXero()).isZero();
      clock.advance(Duration.ofMinutes(2));
    }
    books.bean(TestXero.class).control("DELETE", "/_simulator/faults");
    clock.advance(Duration.ofMinutes(16));
    books.settle();
    assertThat(books.standing("advance", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(1);
  }

  @Test
  void anotherAmountAsksNothing() {
    AdvanceId ours = deposits.deposit("60.00");
    depositInXero("61.00", deposits.today());
    books.settle();
    assertThat(books.standing("advance", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(inXero()).isEqualTo(1);
  }
}
