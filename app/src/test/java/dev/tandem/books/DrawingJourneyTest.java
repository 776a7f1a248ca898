package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.InvalidInput;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** A client's deposit is used for invoices, in parts, taken off again and given back. */
@TandemTest
class DrawingJourneyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private AdvanceDesk desk;
  private AdvanceId deposit;
  private InvoiceId invoice;

  @BeforeEach
  void taken() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
    deposit = desk.deposit("150.00");
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aDepositIsUsedForTwoInvoicesAndTheRestIsGivenBack() {
    InvoiceId second = books.invoice();
    AllocationId whole = desk.use(deposit, invoice, "110.00");
    assertThat(books.find(invoice).status()).as("at once").isEqualTo(InvoiceStatus.PAID);
    AllocationId part = desk.use(deposit, second, "15.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("25.00");
    settleAndLookAgain();
    assertThat(number(there(invoice), "AmountCredited")).isEqualByComparingTo("110");
    assertThat(there(invoice).path("Status").asString()).isEqualTo("PAID");
    assertThat(number(there(second), "AmountDue")).isEqualByComparingTo("95");
    assertThat(number(overpayment(), "RemainingCredit")).isEqualByComparingTo("25");
    assertInStep("allocation", whole.value());
    assertInStep("allocation", part.value());
    assertThat(books.find(invoice).credited()).as("counted once").isEqualByComparingTo("110.00");
    assertThat(books.find(second).due()).isEqualByComparingTo("95.00");
    assertThat(books.in(() -> books.bean(Credits.class).others(second)))
        .as("ours is none of theirs")
        .isEmpty();
    desk.giveBack(deposit);
    settleAndLookAgain();
    AdvanceView used = desk.find(deposit);
    assertThat(used.remaining()).isEqualByComparingTo("0");
    assertThat(used.refunds()).hasSize(1);
    assertThat(number(overpayment(), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(overpayment().path("Status").asString()).isEqualTo("PAID");
    assertInStep("refund", used.refunds().getFirst().id().value());
    String removal = "/refunds/" + used.refunds().getFirst().id() + "/removal";
    Browser owner = TestPractice.of(house, books.practice()).browser(Role.OWNER);
    assertThat(owner.get(removal).body())
        .as("it is taken back where it is")
        .contains("This refund is in Xero", "Leave it as it is")
        .doesNotContain("action=\"" + removal);
    assertThat(owner.get("/deposits/" + deposit).body()).doesNotContain(removal);
    assertThat(books.find(second).due()).as("untouched").isEqualByComparingTo("95.00");
  }

  /** All of it in one evening: each waits for what it needs, whatever was pressed first. */
  @Test
  void depositInvoiceUseAndRefundMayAllWaitTogether() {
    AdvanceId other = desk.deposit("60.00");
    InvoiceId fresh = books.invoice();
    AllocationId used = desk.use(other, fresh, "50.00");
    desk.giveBack(other);
    settleAndLookAgain();
    assertInStep("allocation", used.value());
    assertThat(desk.find(other).remaining()).isEqualByComparingTo("0");
    assertThat(number(there(fresh), "AmountDue")).isEqualByComparingTo("60");
    assertThat(books.find(fresh).due()).isEqualByComparingTo("60.00");
    assertThat(
            desk.overpayments().stream()
                .filter(it -> number(it, "Total").compareTo(new BigDecimal("60")) == 0)
                .findFirst()
                .orElseThrow()
                .path("Status")
                .asString())
        .isEqualTo("PAID");
  }

  @Test
  void whatWasUsedIsTakenOffAgainAndMayThenBeGivenBackWhole() {
    AllocationId used = desk.use(deposit, invoice, "40.00");
    settleAndLookAgain();
    desk.takeOff(used);
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("110.00");
    desk.giveBack(deposit);
    settleAndLookAgain();
    assertThat(number(there(invoice), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(number(overpayment(), "RemainingCredit")).isEqualByComparingTo("0");
    assertInStep("allocation", used.value());
    assertInStep("refund", desk.find(deposit).refunds().getFirst().id().value());
  }

  /** A reading of the deposit may show it before anybody knows what became of the call. */
  @Test
  void aUseWhoseAnswerIsLostIsNobodyElsesThoughTheDepositIsReadMeanwhile() {
    books.fault("drop-after-commit", "PUT", "Overpayments*");
    AllocationId used = desk.use(deposit, invoice, "40.00");
    clock.advance(Duration.ofSeconds(3));
    books.turn();
    assertThat(books.records("allocations", _ -> true)).as("it is there").hasSize(1);
    assertThat(books.standing("allocation", used.value()).state()).isNotEqualTo(State.IN_STEP);
    Practices.in(
        books.practice(),
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls -> {
                      books.bean(Inbox.class).sweep(Kind.ADVANCE, LaneClass.PERSON, calls);
                      return true;
                    }));
    assertThat(desk.find(deposit).allocations()).as("not one more").hasSize(1);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("40.00");
    settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).hasSize(1);
    assertThat(desk.find(deposit).allocations()).hasSize(1);
    assertThat(books.find(invoice).due()).isEqualByComparingTo("70.00");
    assertInStep("allocation", used.value());
  }

  @Test
  void whatIsTakenOffBeforeItLeftNeverLeaves() {
    AllocationId used = desk.use(deposit, invoice, "40.00");
    desk.takeOff(used);
    settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).isEmpty();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
  }

  @Test
  void noMoreIsUsedThanIsOwedOrLeftAndOnlyForTheClientsOwnInvoice() {
    assertThatThrownBy(() -> desk.use(deposit, invoice, "110.01"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            it -> assertThat(it.errors().get("amount")).contains("At most 110.00"));
    desk.use(deposit, invoice, "100.00");
    InvoiceId second = books.invoice();
    assertThatThrownBy(() -> desk.use(deposit, second, "50.01"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            it -> assertThat(it.errors().get("amount")).contains("At most 50.00"));
    InvoiceId strangers =
        new LostHour(clock).invoice(books, books.add("Zed", "Zulu"), "Consultation");
    assertThatThrownBy(() -> desk.use(deposit, strangers, "10.00"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("another client");
    desk.use(deposit, second, "50.00");
    assertThatThrownBy(() -> desk.giveBack(deposit))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("Nothing of it is left");
  }

  @Test
  void whatIsUsedTakenOffAndGivenBackInXeroIsSoHere() {
    AllocationId used = desk.use(deposit, invoice, "40.00");
    settleAndLookAgain();
    InvoiceId second = books.invoice();
    books.settle();
    String over = overpayment().path("OverpaymentID").asString();
    inXero("DELETE", "Overpayments/" + over + "/Allocations/" + ledgerId(used), "");
    inXero(
        "PUT",
        "Overpayments/" + over + "/Allocations",
        "{\"Amount\":30,\"Invoice\":{\"InvoiceID\":\"%s\"}}"
            .formatted(there(second).path("InvoiceID").asString()));
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(books.find(second).due()).as("used there").isEqualByComparingTo("80.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("120.00");
    assertThat(desk.find(deposit).allocations())
        .filteredOn(it -> !it.removed())
        .singleElement()
        .matches(it -> it.fromLedger() && second.equals(it.invoice()));
    assertThatThrownBy(() -> desk.takeOff(desk.find(deposit).allocations().getLast().id()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("in the ledger");
  }

  /** Xero keeps them in a list of their own; here they are as good as any other credit. */
  @Test
  void aPrepaymentMadeInXeroIsUsedTakenOffAndGivenBackHere() {
    inXero(
        "PUT",
        "BankTransactions",
        "{\"Type\":\"RECEIVE-PREPAYMENT\",\"Contact\":{\"ContactID\":\"%s\"},\"BankAccount\":{\"Code\":\"090\"},\"LineItems\":[{\"Description\":\"x\",\"Quantity\":1,\"UnitAmount\":70,\"AccountCode\":\"200\",\"TaxType\":\"EXEMPTOUTPUT\"}]}"
            .formatted(books.ledgerId("client", books.room().client().value())));
    settleAndLookAgain();
    AdvanceId prepaid =
        desk.all().stream().filter(it -> it.fromLedger()).findFirst().orElseThrow().id();
    AllocationId first = desk.use(prepaid, invoice, "30.00");
    AllocationId second = desk.use(prepaid, books.invoice(), "25.00");
    settleAndLookAgain();
    assertThat(number(there(invoice), "AmountDue")).isEqualByComparingTo("80");
    assertThat(number(prepayment(), "RemainingCredit")).isEqualByComparingTo("15");
    desk.takeOff(first);
    desk.giveBack(prepaid);
    settleAndLookAgain();
    assertThat(number(there(invoice), "AmountDue")).isEqualByComparingTo("110");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110.00");
    assertThat(number(prepayment(), "RemainingCredit")).isEqualByComparingTo("0");
    assertThat(desk.find(prepaid).remaining()).isEqualByComparingTo("0");
    assertInStep("allocation", second.value());
    assertInStep("refund", desk.find(prepaid).refunds().getFirst().id().value());
  }

  private JsonNode prepayment() {
    return books.records("prepayments", _ -> true).getFirst();
  }

  @Test
  void theLostHoursUseIsFoundAgainAndCountsOnce() {
    desk.use(deposit, invoice, "40.00");
    try (var copy = PracticeCopy.of(database, books.practice())) {
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).hasSize(1);
    assertThat(books.find(invoice).credited()).isEqualByComparingTo("40.00");
    assertThat(desk.find(deposit).allocations()).hasSize(1);
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("110.00");
  }

  private void inXero(String verb, String path, String json) {
    books.control(books.organisation() + "/write?method=" + verb + "&path=" + path, json);
  }

  private String ledgerId(AllocationId id) {
    return books.ledgerId("allocation", id.value());
  }

  private void assertInStep(String kind, UUID record) {
    assertThat(books.standing(kind, record).state()).isEqualTo(State.IN_STEP);
  }

  private JsonNode there(InvoiceId id) {
    String number = books.find(id).number();
    return books
        .records("invoices", it -> it.path("InvoiceNumber").asString().equals(number))
        .getFirst();
  }

  private JsonNode overpayment() {
    return desk.overpayments().stream()
        .filter(it -> number(it, "Total").compareTo(new BigDecimal("150")) == 0)
        .findFirst()
        .orElseThrow();
  }

  private void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private static BigDecimal number(JsonNode record, String field) {
    return new BigDecimal(record.path(field).asString());
  }
}
