package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.AdvanceDesk;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.Job;
import dev.tandem.books.lane.SyncLog;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.mirror.Story;
import dev.tandem.books.mirror.StoryEntry;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceSort;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.AllocationId;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What no reading of changes can tell of a deposit is found once a week, in the night. */
@TandemTest
class WholePassOfDepositsTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;
  private AdvanceDesk desk;

  /** Xero keeps it among its overpayments. */
  private AdvanceId deposit;

  /** Somebody recorded it there: a prepayment. */
  private AdvanceId prepaid;

  @BeforeEach
  void taken() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
    deposit = desk.deposit("40.00");
    books.settle();
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        """
        {"Type":"RECEIVE-PREPAYMENT","Contact":{"ContactID":"%s"},"BankAccount":{"Code":"090"},
         "LineItems":[{"Description":"By hand","Quantity":1,"UnitAmount":70,"AccountCode":"200",
                       "TaxType":"EXEMPTOUTPUT"}]}"""
            .formatted(books.ledgerId("client", books.room().client().value())));
    lookAgain();
    prepaid = desk.all().stream().filter(AdvanceView::fromLedger).findFirst().orElseThrow().id();
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatMovedNoTimeIsRightAfterTheComparison() {
    edit("overpayments", deposit, "{\"Amount\":45}");
    edit("prepayments", prepaid, "{\"Amount\":75}");
    lookAgain();
    assertThat(amounts()).as("no reading of changes shows it").containsExactly("40.00", "70.00");
    week();
    assertThat(amounts()).containsExactly("45.00", "75.00");
    assertThat(standing(deposit)).isEqualTo(State.IN_STEP);
    assertThat(reading()).containsPattern("[23] looked at, 2 differed, 0 gone");
  }

  @Test
  void whereNothingDiffersEachOfItsThreeListsIsOneCall() {
    books.forgetCalls();
    week();
    assertThat(whole())
        .extracting(SyncLog.Call::operation)
        .containsExactly("list all deposits", "list all deposits", "list all deposits");
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .noneMatch(it -> it.equals("fetch deposits"));
    assertThat(all("Overpayments")).hasSize(1);
    assertThat(all("Prepayments")).hasSize(1);
    assertThat(all("CreditNotes")).as("where none are ours, once").hasSize(1);
    night();
    assertThat(whole()).as("they have no short form").hasSize(3);
  }

  @Test
  void whatXeroNoLongerHasIsToldAndHeldAndGoesOnWhenItIsThereAgain() {
    vanish("Prepayments", prepaid, "");
    week();
    assertThat(books.log())
        .extracting(SyncLog.Call::operation)
        .filteredOn(it -> it.equals("fetch deposits"))
        .as("asked for twice")
        .hasSize(2);
    var gone = books.standing("advance", prepaid.value());
    assertThat(gone.state()).isEqualTo(State.ON_HOLD);
    assertThat(gone.reason()).contains("no longer has this record");
    assertThat(gone.ledgerId()).as("nothing is taken away in silence").isNotNull();
    assertThat(desk.find(prepaid).removed()).isFalse();
    assertThat(told(prepaid)).hasSize(1);
    assertThat(standing(deposit)).isEqualTo(State.IN_STEP);
    assertThat(reading()).contains("1 gone");
    week();
    assertThat(told(prepaid)).as("told once").hasSize(1);
    vanish("Prepayments", prepaid, "&back=true");
    week();
    assertThat(standing(prepaid)).isEqualTo(State.IN_STEP);
  }

  /** Somebody removed it in Xero for good, with what an invoice used of it. */
  @Test
  void aPersonHasItMadeAgain() {
    InvoiceId invoice = books.invoice();
    books.settle();
    AllocationId used = desk.use(deposit, invoice, "25.00");
    books.settle();
    String there = there(deposit);
    books.control(
        books.organisation()
            + "/write?method=DELETE&path=Overpayments/%s/Allocations/%s"
                .formatted(there, books.ledgerId("allocation", used.value())),
        "");
    vanish("Overpayments", deposit, "");
    week();
    String story = "/ledger/story/advance/" + deposit;
    assertThat(owner().get(story).body()).contains("Make it again in Xero", "Forget the link");
    answer(deposit, "again");
    lookAgain();
    assertThat(standing(deposit)).isEqualTo(State.IN_STEP);
    assertThat(there(deposit)).isNotEqualTo(there);
    assertThat(books.standing("allocation", used.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("15");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("85");
    assertThat(
            books.records(
                "overpayments", it -> it.path("OverpaymentID").asString().equals(there(deposit))))
        .singleElement()
        .satisfies(
            it ->
                assertThat(new BigDecimal(it.path("RemainingCredit").asString()))
                    .isEqualByComparingTo("15"));
  }

  @Test
  void aPersonForgetsThatItWasThere() {
    vanish("Overpayments", deposit, "");
    week();
    answer(deposit, "forget");
    lookAgain();
    assertThat(desk.find(deposit).remaining()).isEqualByComparingTo("40");
    assertThat(desk.find(deposit).ledgerId()).isNull();
    assertThat(owner().get("/ledger/periods").body()).contains("it is not made again");
  }

  /** What came in there nobody here can make. */
  @Test
  void whatWasRecordedInXeroIsNotMadeAgain() {
    vanish("Prepayments", prepaid, "");
    week();
    String there = there(prepaid);
    assertThat(owner().get("/ledger/story/advance/" + prepaid).body())
        .contains("no longer has this record", "It is gone here, too")
        .doesNotContain("Make it again");
    Browser owner = owner();
    owner.get("/ledger/story/advance/" + deposit);
    owner.post("/ledger/story/advance/" + prepaid + "/gone", Map.of("answer", "again"));
    lookAgain();
    assertThat(there(prepaid)).isEqualTo(there);
    assertThat(standing(prepaid)).isEqualTo(State.ON_HOLD);
  }

  /** Somebody recorded it in Xero by mistake and has it taken away there, where we had used it. */
  @Test
  void whatWasRecordedInXeroIsGoneHereToo() {
    InvoiceId invoice = books.invoice();
    books.settle();
    AllocationId used = desk.use(prepaid, invoice, "25.00");
    books.settle();
    books.control(
        books.organisation()
            + "/write?method=DELETE&path=Prepayments/%s/Allocations/%s"
                .formatted(there(prepaid), books.ledgerId("allocation", used.value())),
        "");
    vanish("Prepayments", prepaid, "");
    week();
    AllocationId waiting = desk.use(prepaid, invoice, "5.00");
    books.settle();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("80");
    String story = "/ledger/story/advance/" + prepaid;
    assertThat(owner().get(story).body())
        .contains("It is gone here, too", "invoices that used it owe that again")
        .doesNotContain("Make it again", "Forget the link");
    answer(prepaid, "too");
    lookAgain();
    AdvanceView now = desk.find(prepaid);
    assertThat(now.removed()).isTrue();
    assertThat(now.ledgerId()).isNull();
    assertThat(now.remaining()).isEqualByComparingTo("0");
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110");
    assertThat(waits(used)).isFalse();
    assertThat(waits(waiting)).isFalse();
    assertThat(standing(prepaid)).isNotEqualTo(State.ON_HOLD);
    assertThat(owner().get(story).body()).doesNotContain("no longer has this record</p>");
    assertThat(owner().get("/invoices/" + invoice).body())
        .contains("took 25.00 of the deposit of 70.00 off this invoice")
        .contains("took 5.00 of the deposit of 70.00 off this invoice");
    assertThat(owner().get("/deposits/" + prepaid).body())
        .contains("which Xero no longer has, is gone here, too");
    assertThat(owner().get("/ledger/refusals").body()).contains("Nothing was refused");
    week();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("110");
    // Should it come back there, it comes in as what it is: another one.
    assertThat(desk.all()).filteredOn(it -> !it.removed()).hasSize(1);
  }

  @Test
  void whatWasTakenHereIsNotSaidToBeGone() {
    vanish("Overpayments", deposit, "");
    week();
    Browser owner = owner();
    owner.get("/ledger/story/advance/" + deposit);
    owner.post("/ledger/story/advance/" + deposit + "/gone", Map.of("answer", "too"));
    assertThat(desk.find(deposit).removed()).isFalse();
    assertThat(standing(deposit)).isEqualTo(State.ON_HOLD);
  }

  private boolean waits(AllocationId it) {
    return books.in(
        () ->
            books
                .bean(TransactionTemplate.class)
                .execute(
                    _ ->
                        books
                                .bean(JdbcClient.class)
                                .sql("select count(*) from practice.pending_push where record = ?")
                                .param(it.value())
                                .query(Integer.class)
                                .single()
                            > 0));
  }

  private void answer(AdvanceId id, String answer) {
    Browser owner = owner();
    String story = "/ledger/story/advance/" + id;
    owner.get(story);
    owner.submit(story + "/gone", Map.of("answer", answer));
  }

  private Browser owner() {
    return TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  /** It is in neither of the lists of deposits. */
  @Test
  void aCreditNoteWrittenInXeroIsComparedAmongCreditNotes() {
    books.control(
        books.organisation() + "/write?method=PUT&path=CreditNotes",
        """
        {"Type":"ACCRECCREDIT","Status":"AUTHORISED","Contact":{"ContactID":"%s"},
         "LineAmountTypes":"Inclusive","LineItems":[{"Description":"Goodwill","Quantity":1,
          "UnitAmount":60,"AccountCode":"200","TaxType":"OUTPUT"}]}"""
            .formatted(books.ledgerId("client", books.room().client().value())));
    lookAgain();
    AdvanceId credit =
        desk.all().stream()
            .filter(it -> it.sort() == AdvanceSort.CREDIT)
            .findFirst()
            .orElseThrow()
            .id();
    week();
    assertThat(standing(credit)).isEqualTo(State.IN_STEP);
    assertThat(told(credit)).isEmpty();
    vanish("CreditNotes", credit, "");
    week();
    assertThat(standing(credit)).isEqualTo(State.ON_HOLD);
    assertThat(told(credit)).hasSize(1);
    assertThat(standing(prepaid)).isEqualTo(State.IN_STEP);
  }

  /** It was read whole, and that mended nothing: a person looks at it. */
  @Test
  void moneyThatIsAnotherThoughItWasReadIsTold() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(
          "update practice.advance set amount = 50 where id = '%s'".formatted(deposit));
    }
    week();
    assertThat(reading()).doesNotContain("Money that is not the same");
    week();
    assertThat(reading())
        .contains(
            "Money that is not the same",
            "/ledger/story/advance/" + deposit + "\">Deposit</a>",
            "Xero says that it comes to 40.00 AUD; by what is here it should be 50.00 AUD.");
    assertThat(books.calls("GET", "/Overpayments/")).as("its list showed all of it").isZero();
  }

  /** Those were compared: only the other list is asked for again. */
  @Test
  void itGoesOnWithTheListThatItHadNotRead() {
    books.forgetCalls();
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"status\",\"code\":400,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Prepayments?*order=*\",\"count\":2}");
    week();
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMinutes(16));
      books.settle();
    }
    assertThat(all("Overpayments")).hasSize(1);
    assertThat(all("Prepayments")).hasSize(3);
    assertThat(reading()).doesNotContain("could not be compared");
  }

  private List<String> amounts() {
    return List.of(desk.find(deposit), desk.find(prepaid)).stream()
        .map(it -> it.amount().setScale(2).toPlainString())
        .toList();
  }

  private State standing(AdvanceId it) {
    return books.standing("advance", it.value()).state();
  }

  private List<SyncLog.Call> whole() {
    return books.log().stream()
        .filter(it -> it.job() == Job.WHOLE_PASS && it.operation().endsWith("deposits"))
        .toList();
  }

  private List<String> all(String collection) {
    return books
        .read("/_simulator/calls?method=GET&path=/api.xro/2.0/" + collection)
        .values()
        .stream()
        .map(it -> it.path("target").asString())
        .filter(it -> it.contains("order="))
        .toList();
  }

  private List<String> told(AdvanceId it) {
    return books.in(() -> books.bean(Story.class).of(Kind.ADVANCE, it.value())).stream()
        .map(StoryEntry::text)
        .filter(text -> text.contains("no longer has this record"))
        .toList();
  }

  private void edit(String collection, AdvanceId id, String json) {
    clock.advance(Duration.ofSeconds(3));
    books.control(
        books.organisation() + "/" + collection + "/" + there(id) + "?quietly=true", json);
  }

  private void vanish(String collection, AdvanceId id, String back) {
    books.control(
        books.organisation() + "/vanish?collection=" + collection + "&id=" + there(id) + back, "");
  }

  private String there(AdvanceId id) {
    String address = books.ledgerId("advance", id.value());
    return address.substring(address.indexOf('/') + 1);
  }

  private String reading() {
    return owner().get("/ledger/reading").body();
  }

  private void lookAgain() {
    for (int i = 0; i < 2; i++) {
      clock.advance(Duration.ofMinutes(6));
      books.settle();
    }
  }

  private void week() {
    clock.advance(Duration.ofDays(7));
    night();
  }

  private void night() {
    clock.advance(Duration.ofHours(25));
    books.settle();
    // What is only a precaution is asked for at a distance.
    for (int i = 0; i < 4; i++) {
      clock.advance(Duration.ofMinutes(6));
      books.settle();
    }
  }
}
