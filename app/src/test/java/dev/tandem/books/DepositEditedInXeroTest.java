package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestPractice;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.AuditTrail;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What a bookkeeper changes about a deposit of ours is shown here, or told as a difference. */
@TandemTest
class DepositEditedInXeroTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;

  private BooksRoom books;
  private AdvanceDesk desk;
  private AdvanceId deposit;

  @BeforeEach
  void taken() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
    deposit = desk.deposit("40.00");
    settleAndLookAgain();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  /** Whose money it is by then nobody here knows: a person is told, and nothing of it is used. */
  @Test
  void aDepositGivenToAnotherContactIsToldAndUsedNowhere() {
    var invoice = books.invoice();
    settleAndLookAgain();
    String ours = there().at("/Contact/ContactID").asString();
    edit("{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(contact("Quay Fund")));
    assertGivenAway();
    assertThat(owner().get("/ledger/refusals").body())
        .contains("Give it back to their contact in Xero");
    desk.use(deposit, invoice, "10.00");
    settleAndLookAgain();
    assertThat(books.records("allocations", _ -> true)).isEmpty();
    edit("{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(ours));
    settleAndLookAgain();
    assertInStep();
    assertThat(
            new BigDecimal(
                books.records("invoices", _ -> true).getFirst().path("AmountDue").asString()))
        .isEqualByComparingTo("100");
  }

  /** Both are clients here: one goes on with a contact of its own, and the money is not theirs. */
  @Test
  void aDepositOfAContactThatWasMergedIntoAnotherClientsIsTold() {
    var bo = books.add("Bo", "Quill");
    books.settle();
    clock.advance(Duration.ofSeconds(3));
    merge(books.ledgerId("client", bo.value()));
    settleAndLookAgain();
    assertGivenAway();
    assertThat(desk.find(deposit).client()).isEqualTo(books.room().client());
  }

  /** They go on with the contact that is left, and so does what they left at the desk. */
  @Test
  void aDepositOfAContactThatWasMergedFollowsTheClient() {
    String into = contact("Ann Lee-Hall");
    clock.advance(Duration.ofSeconds(3));
    merge(into);
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.ledgerId("client", books.room().client().value())).isEqualTo(into);
    assertInStep();
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("40.00");
  }

  @Test
  void amountAndDayWrittenThereAreShownHere() {
    LocalDate day = desk.find(deposit).date().minusDays(1);
    edit("{\"Date\":\"%s\",\"Amount\":45,\"Reference\":\"By hand\"}".formatted(day));
    assertThat(desk.find(deposit).date()).isEqualTo(day);
    assertThat(desk.find(deposit).amount()).isEqualByComparingTo("45.00");
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("45.00");
    assertThat(desk.all()).as("not once more, though its word is gone").hasSize(1);
    assertInStep();
    books.forgetCalls();
    settleAndLookAgain();
    assertThat(books.calls("POST", "BankTransactions") + books.calls("PUT", "BankTransactions"))
        .as("nothing goes back")
        .isZero();
    assertThat(owner().get("/ledger/story/advance/" + deposit).body())
        .contains("Changed by somebody in Xero", "45");
  }

  @Test
  void whatIsGivenBackThereIsToldHere() {
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/write?method=PUT&path=Payments",
        """
        {"Overpayment":{"OverpaymentID":"%s"},"Account":{"Code":"090"},"Date":"%s","Amount":15}"""
            .formatted(
                there().path("OverpaymentID").asString(), desk.find(deposit).date().toString()));
    settleAndLookAgain();
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("25.00");
    assertThat(owner().get("/clients/" + desk.find(deposit).client()).body())
        .contains("saw that 15.00 of the deposit of 40.00")
        .contains("was given back in the ledger");
    assertThat(toldBy("refunded")).containsExactly("Xero");
    String refund =
        books
            .records("payments", it -> it.path("Amount").asDouble() == 15)
            .getFirst()
            .path("PaymentID")
            .asString();
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/write?method=POST&path=Payments/" + refund,
        "{\"Status\":\"DELETED\"}");
    settleAndLookAgain();
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("40.00");
    assertThat(toldBy("refund-changed")).containsExactly("Xero");
  }

  private List<String> toldBy(String action) {
    return books.in(
        () ->
            books
                .bean(AuditTrail.class)
                .ofRecords(List.of(new RecordRef("advance", deposit.value())), 50)
                .stream()
                .filter(it -> it.action().equals(action))
                .map(it -> it.by().name())
                .toList());
  }

  private void assertGivenAway() {
    var standing = books.standing("advance", deposit.value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("this credit belongs to another contact");
  }

  private void assertInStep() {
    assertThat(books.standing("advance", deposit.value()).state()).isEqualTo(State.IN_STEP);
  }

  private void edit(String json) {
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/overpayments/" + there().path("OverpaymentID").asString(), json);
    settleAndLookAgain();
  }

  private void merge(String into) {
    String from = books.ledgerId("client", books.room().client().value());
    books.control(books.organisation() + "/contacts/" + from + "/merge?into=" + into, "");
  }

  private String contact(String name) {
    return books
        .control(
            books.organisation() + "/write?method=PUT&path=Contacts",
            "{\"Name\":\"%s\"}".formatted(name))
        .path("ContactID")
        .asString();
  }

  private JsonNode there() {
    assertThat(desk.overpayments()).hasSize(1);
    return desk.overpayments().getFirst();
  }

  private void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  private Browser owner() {
    return TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }
}
