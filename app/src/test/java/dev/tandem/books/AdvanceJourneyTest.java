package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.ledger.Fields;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mapping.Mappings;
import dev.tandem.books.mapping.Subject;
import dev.tandem.books.mapping.Target;
import dev.tandem.books.mirror.Choices;
import dev.tandem.books.mirror.Linking;
import dev.tandem.books.mirror.Wins;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.books.reference.Reference;
import dev.tandem.practice.billing.PaymentMethod;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.Advances;
import dev.tandem.shared.Practices;
import dev.tandem.shared.Refused;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Money that a client leaves at the desk is their credit here at once, and then in Xero. */
@TandemTest
class AdvanceJourneyTest {

  private static final String SCOPE = "accounting.banktransactions";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private BooksRoom books;
  private AdvanceDesk desk;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void aDepositIsTheClientsCreditHereAtOnceAndThenInXero() {
    AdvanceId id = desk.deposit("150.00");
    assertThat(desk.find(id).remaining()).as("at once").isEqualByComparingTo("150.00");
    settleAndLookAgain();
    JsonNode there = only();
    assertThat(there.path("Type").asString()).isEqualTo("RECEIVE-OVERPAYMENT");
    assertThat(number(there, "Total")).isEqualByComparingTo("150");
    assertThat(number(there, "TotalTax")).as("taxed with its invoice").isZero();
    assertThat(number(there, "RemainingCredit")).isEqualByComparingTo("150");
    assertThat(there.path("Reference").asString()).matches("Terminal 7 T-[0-9A-Z]{12}");
    assertThat(there.at("/Contact/ContactID").asString())
        .isEqualTo(books.ledgerId("client", books.room().client().value()));
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.ledgerId("advance", id.value()))
        .isEqualTo("overpayment/" + there.path("OverpaymentID").asString());
    assertThat(desk.all()).as("not once more as somebody's in Xero").hasSize(1);
  }

  @Test
  void aClientWhoIsNotInXeroYetGoesBeforeTheirDeposit() {
    var zed = books.add("Zed", "Zulu");
    var today = desk.find(desk.deposit("5.00")).date();
    AdvanceId id =
        books.in(
            () ->
                books
                    .bean(Advances.class)
                    .takeDeposit(
                        new dev.tandem.practice.credits.AdvanceDetails(
                            zed, null, today, BigDecimal.TEN, PaymentMethod.CASH, "")));
    books.settle();
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
    assertThat(desk.overpayments()).hasSize(2);
  }

  @Test
  void whatWasTakenByMistakeIsRemovedBeforeItLeftAndOnlyInXeroAfterwards() {
    AdvanceId early = desk.deposit("10.00");
    remove(early);
    books.settle();
    assertThat(desk.overpayments()).isEmpty();
    AdvanceId late = desk.deposit("20.00");
    settleAndLookAgain();
    assertThatThrownBy(() -> remove(late))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("void it in Xero");
    voidInXero();
    settleAndLookAgain();
    assertThat(desk.find(late).removed()).isTrue();
    assertThat(books.standing("advance", late.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Nobody knows whether it is there: taken back here it would stand there alone. */
  @Test
  void oneWhoseAnswerWasLostIsNotRemoved() {
    books.fault("drop-after-commit", "PUT", "BankTransactions");
    AdvanceId id = desk.deposit("10.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    assertThatThrownBy(() -> remove(id)).isInstanceOf(Refused.class);
    clock.advance(Duration.ofMinutes(6));
    settleAndLookAgain();
    assertThat(desk.overpayments()).hasSize(1);
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void withoutTheConsentItWaitsAndSaysSoWhileEverythingElseGoesOn() {
    xero.control("POST", "/_simulator/apps/client/scopes/" + SCOPE + "/withhold");
    Connections connections = books.bean(Connections.class);
    Practices.run(books.practice(), () -> connections.refreshNow(books.binding()));
    AdvanceId id = desk.deposit("10.00");
    var invoice = books.invoice();
    books.settle();
    assertThat(books.standing("invoice", invoice.value()).state()).isEqualTo(State.IN_STEP);
    var standing = books.standing("advance", id.value());
    assertThat(standing.state()).isEqualTo(State.PAUSED);
    assertThat(standing.reason()).contains("Deposits and overpayments", "Ledger, Features");
    assertThat(books.calls("PUT", "/BankTransactions")).isZero();
    xero.control("POST", "/_simulator/apps/client/scopes/" + SCOPE + "/return");
    Practices.run(books.practice(), () -> connections.refreshNow(books.binding()));
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  /** Xero takes payments into more accounts than deposits. */
  @Test
  void whereTheMoneyWouldGoToNoBankAccountItIsHeldBeforeACall() {
    books.control(
        books.organisation() + "/write?method=PUT&path=Accounts",
        "{\"Code\":\"0991\",\"Name\":\"Clearing\",\"Type\":\"CURRENT\",\"EnablePaymentsToAccount\":true}");
    Practices.run(
        books.practice(),
        () -> books.bean(dev.tandem.books.inbox.ReferenceWishes.class).readNow(BooksRoom.TENANT));
    books.settle();
    String clearing =
        books.in(() -> books.bean(Reference.class).accounts(BooksRoom.TENANT)).stream()
            .filter(it -> it.name().equals("Clearing"))
            .findFirst()
            .orElseThrow()
            .id();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Mappings.class)
                .map(
                    books.bean(Connections.class).binding(books.binding()),
                    Subject.of(PaymentMethod.CASH),
                    Target.account(clearing)));
    AdvanceId cash = desk.deposit("10.00", PaymentMethod.CASH);
    AdvanceId card = desk.deposit("11.00", PaymentMethod.CARD);
    books.settle();
    var standing = books.standing("advance", cash.value());
    assertThat(standing.state()).isEqualTo(State.NEEDS_YOU);
    assertThat(standing.reason()).contains("Clearing", "cash", "Mapping");
    assertThat(books.standing("advance", card.value()).state()).isEqualTo(State.IN_STEP);
    String bank =
        books.in(() -> books.bean(Reference.class).accounts(BooksRoom.TENANT)).stream()
            .filter(it -> it.bank() && it.active())
            .findFirst()
            .orElseThrow()
            .id();
    Practices.run(
        books.practice(),
        () ->
            books
                .bean(Mappings.class)
                .map(
                    books.bean(Connections.class).binding(books.binding()),
                    Subject.of(PaymentMethod.CASH),
                    Target.account(bank)));
    books.settle();
    assertThat(books.standing("advance", cash.value()).state())
        .as("goes by itself once it has an account")
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void whatIsRecordedInXeroForAClientOfOursIsTheirCreditAndWhatIsUsedUpIsNot() {
    desk.deposit("1.00");
    books.settle();
    inXero("RECEIVE-OVERPAYMENT", "60", "");
    inXero("RECEIVE-PREPAYMENT", "70", ",\"AccountCode\":\"200\",\"TaxType\":\"EXEMPTOUTPUT\"");
    inXero("RECEIVE-OVERPAYMENT", "80", "");
    String used =
        desk.overpayments().stream()
            .filter(it -> number(it, "Total").compareTo(new BigDecimal("80")) == 0)
            .findFirst()
            .orElseThrow()
            .path("OverpaymentID")
            .asString();
    books.control(
        books.organisation() + "/write?method=PUT&path=Payments",
        "{\"Overpayment\":{\"OverpaymentID\":\"%s\"},\"Amount\":80,\"Account\":{\"Code\":\"090\"},\"Date\":\"2026-11-20\"}"
            .formatted(used));
    settleAndLookAgain();
    assertThat(desk.all())
        .extracting(it -> it.amount().intValue())
        .containsExactlyInAnyOrder(1, 60, 70);
    var prepaid =
        desk.all().stream().filter(it -> it.amount().intValue() == 70).findFirst().orElseThrow();
    assertThat(prepaid.fromLedger()).isTrue();
    var invoice = books.invoice();
    desk.use(prepaid.id(), invoice, "70.00");
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("40.00");
    assertThat(books.records("invoices", _ -> true))
        .singleElement()
        .satisfies(it -> assertThat(number(it, "AmountDue")).isEqualByComparingTo("40"));
  }

  /** Nothing tells of it: nobody ever took one here, and no webhook reaches this practice. */
  @ParameterizedTest
  @CsvSource({"RECEIVE-OVERPAYMENT,''", "RECEIVE-PREPAYMENT,200"})
  void theVeryFirstOneOfAllThatIsRecordedInXeroIsFoundInTheNight(String type, String account) {
    inXero(type, "70", account.isEmpty() ? "" : ",\"AccountCode\":\"200\"");
    settleAndLookAgain();
    assertThat(desk.all()).as("deposits are not read every few minutes").isEmpty();
    night();
    assertThat(desk.all())
        .singleElement()
        .satisfies(it -> assertThat(it.fromLedger()).isTrue())
        .satisfies(it -> assertThat(it.remaining()).isPositive());
    inXero(type, "80", account.isEmpty() ? "" : ",\"AccountCode\":\"200\"");
    settleAndLookAgain();
    assertThat(desk.all()).as("from then on they are read").hasSize(2);
  }

  @Test
  void whatIsRecordedForOthersHasNoDepositsRead() {
    inXero("RECEIVE-OVERPAYMENT", contact("Stranger"), "70", "");
    night();
    assertThat(books.log())
        .extracting(it -> it.operation())
        .contains("look for first deposits")
        .doesNotContain("changed deposits");
    books.forgetCalls();
    night();
    assertThat(books.calls("GET", "/api.xro/2.0/Overpayments")).as("once a night").isEqualTo(1);
  }

  /** It was nobody's when it was read, and no reading of changes shows it again. */
  @ParameterizedTest
  @CsvSource({"false", "true"})
  void whatWasRecordedForAContactThatIsLinkedLaterIsFound(boolean read) {
    if (read) {
      desk.deposit("1.00");
      settleAndLookAgain();
    }
    String contact = contact("Two Homes");
    inXero("RECEIVE-OVERPAYMENT", contact, "70", "");
    night();
    ClientId client = books.add("Two", "Homes");
    books.in(
        () ->
            books
                .bean(Linking.class)
                .link(
                    BooksRoom.TENANT,
                    1,
                    List.of(
                        new Choices.Chosen(
                            client.value(),
                            Choices.Choice.LINK,
                            contact,
                            Wins.THEIRS,
                            clock.instant(),
                            "Jo",
                            null)),
                    List.of(
                        new LedgerRecord(
                            Kind.CLIENT,
                            contact,
                            null,
                            Map.of(Fields.NAME, "Two Homes"),
                            Map.of(),
                            null,
                            null,
                            clock.instant()))));
    settleAndLookAgain();
    assertThat(books.in(() -> books.bean(Advances.class).ofClient(client)))
        .singleElement()
        .satisfies(it -> assertThat(it.remaining()).isEqualByComparingTo("70"));
    books.forgetCalls();
    settleAndLookAgain();
    assertThat(books.calls("GET", "/api.xro/2.0/Overpayments"))
        .as("once; then as all are read")
        .isEqualTo(1);
  }

  /** Until the next morning. */
  private void night() {
    clock.advance(Duration.ofHours(45));
    books.settle();
    settleAndLookAgain();
    settleAndLookAgain();
  }

  private String contact(String name) {
    return books
        .control(books.organisation() + "/contacts", "{\"Name\":\"" + name + "\"}")
        .findValuesAsString("ContactID")
        .getFirst();
  }

  private void inXero(String type, String amount, String more) {
    inXero(type, books.ledgerId("client", books.room().client().value()), amount, more);
  }

  private void inXero(String type, String contact, String amount, String more) {
    books.control(
        books.organisation() + "/write?method=PUT&path=BankTransactions",
        "{\"Type\":\"%s\",\"Contact\":{\"ContactID\":\"%s\"},\"BankAccount\":{\"Code\":\"090\"},\"LineItems\":[{\"Description\":\"x\",\"Quantity\":1,\"UnitAmount\":%s%s}]}"
            .formatted(type, contact, amount, more));
  }

  /** Its word was edited away before anybody looked: it is asked about, and never made twice. */
  @Test
  void oneWhoseReferenceWasEditedBeforeWeLookedIsAskedAbout() {
    desk.deposit("1.00");
    books.settle();
    books.fault("drop-before-commit", "PUT", "BankTransactions");
    AdvanceId id = desk.deposit("60.00");
    clock.advance(Duration.ofSeconds(2));
    books.turn();
    inXero("RECEIVE-OVERPAYMENT", "60", "");
    clock.advance(Duration.ofMinutes(6));
    books.settle();
    assertThat(desk.all()).as("not taken for somebody's").hasSize(2);
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.NEEDS_YOU);
    assertThat(books.standing("advance", id.value()).reason()).contains("If it is this one");
    assertThat(desk.overpayments()).hasSize(2);
  }

  @Test
  void aDepositOfTheLostHourComesBackAndOneThatTheCopyKnowsIsFoundAgain() {
    desk.deposit("1.00");
    books.settle();
    AdvanceId known = desk.deposit("30.00");
    AdvanceId lost;
    try (var copy = PracticeCopy.of(database, books.practice())) {
      lost = desk.deposit("40.00");
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(desk.overpayments()).as("each once in Xero").hasSize(3);
    assertThat(desk.all()).as("and here").hasSize(3);
    assertThat(books.standing("advance", known.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(desk.all())
        .filteredOn(it -> it.amount().compareTo(new BigDecimal("40")) == 0)
        .singleElement()
        .satisfies(it -> assertThat(it.fromLedger()).as("taken here").isFalse())
        .satisfies(it -> assertThat(it.id()).as("another id, the same word").isNotEqualTo(lost));
  }

  private void remove(AdvanceId id) {
    Practices.run(books.practice(), () -> books.bean(Advances.class).remove(id));
  }

  private void voidInXero() {
    String id = only().path("OverpaymentID").asString();
    xero.control("POST", "/console/" + BooksRoom.TENANT + "/overpayments/" + id + "/void");
  }

  private JsonNode only() {
    assertThat(desk.overpayments()).hasSize(1);
    return desk.overpayments().getFirst();
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
