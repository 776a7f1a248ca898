package dev.tandem.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.connection.Feature;
import dev.tandem.books.connection.LedgerFeatures;
import dev.tandem.books.inbox.Inbox;
import dev.tandem.books.inbox.Replays;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.LeftOut;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.credits.AdvanceId;
import dev.tandem.practice.credits.AdvanceView;
import dev.tandem.practice.credits.Credits;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What is left of a credit note that the bookkeeper writes in Xero is its client's credit here. */
@TandemTest
class CreditMadeInXeroTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @LocalServerPort int port;

  private BooksRoom books;
  private AdvanceDesk desk;
  private CreditDesk notes;
  private InvoiceId invoice;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    desk = new AdvanceDesk(books);
    notes = new CreditDesk(books);
    invoice = books.invoice();
    books.settle();
  }

  @AfterEach
  void putBack() {
    xero.control("DELETE", "/_simulator/webhooks?url=" + encoded(url()));
    clock.reset();
  }

  /** No deposit was ever read here before: an event brings the first one, or the night. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void itIsSeenAsTheClientsCredit(boolean told) throws Exception {
    if (told) {
      listen();
    }
    made("60", "AUTHORISED");
    comes(told);
    AdvanceView here = only();
    assertThat(here.fromLedger()).isTrue();
    assertThat(here.word()).isEqualTo("credit note");
    assertThat(here.remaining()).isEqualByComparingTo("60");
    assertThat(books.standing("advance", here.id().value()).state()).isEqualTo(State.IN_STEP);
    Browser owner = owner();
    String client = "/deposits/of-client/" + books.room().client();
    assertThat(owner.get(client).body()).contains("Left in all", ">Credit note<", "Goodwill");
    assertThat(owner.get("/invoices/" + invoice + "/usable-credit").body())
        .contains(">Credit note<");
    assertThat(owner.get("/deposits/" + here.id()).body())
        .contains("Credited to", "Written in Xero")
        .doesNotContain("Received", "no tax invoice");
    settleAndLookAgain();
    assertThat(desk.all()).as("once").hasSize(1);
  }

  /** From the first one on every few minutes, and by each event. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatBecomesOfItInXeroIsSoHere(boolean told) throws Exception {
    if (told) {
      listen();
    } else {
      desk.deposit("1.00");
      settleAndLookAgain();
    }
    String note = made("60", "AUTHORISED");
    comes(told, 1);
    AdvanceId id = only().id();
    clock.advance(Duration.ofSeconds(30));
    allocate(note, "25");
    comes(told, 2);
    assertSides(note, "35", "85");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice)))
        .as("counted once: with the credit that is here")
        .isEmpty();
    clock.advance(Duration.ofSeconds(30));
    String allocation = allocations().getFirst().path("AllocationID").asString();
    notes.inXero("DELETE", "CreditNotes/" + note + "/Allocations/" + allocation, "");
    comes(told, 3);
    assertSides(note, "60", "110");
    clock.advance(Duration.ofSeconds(30));
    notes.inXero(
        "PUT",
        "Payments",
        "{\"CreditNote\":{\"CreditNoteID\":\"%s\"},\"Amount\":20,\"Account\":{\"Code\":\"090\"},\"Date\":\"%s\"}"
            .formatted(note, notes.today()));
    comes(told, 4);
    assertSides(note, "40", "110");
    assertThat(desk.find(id).refunds()).hasSize(1);
    clock.advance(Duration.ofSeconds(30));
    notes.inXero(
        "POST",
        "Payments/" + desk.find(id).refunds().getFirst().ledgerId(),
        "{\"Status\":\"DELETED\"}");
    comes(told, 5);
    assertSides(note, "60", "110");
    clock.advance(Duration.ofSeconds(30));
    notes.inXero("POST", "CreditNotes/" + note, "{\"Status\":\"VOIDED\"}");
    comes(told, 6);
    assertThat(desk.find(id).removed()).isTrue();
    assertThat(desk.find(id).remaining()).isZero();
    assertThat(books.standing("advance", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatWasUsedOfItBeforeItCameIsCountedOnce() {
    String note = made("60", "AUTHORISED");
    allocate(note, "25");
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).as("its invoice shows it").isEqualByComparingTo("85");
    assertThat(creditable()).isEqualByComparingTo("85");
    night();
    assertThat(creditable()).as("it is credited, whoever wrote that").isEqualByComparingTo("85");
    assertSides(note, "35", "85");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice))).isEmpty();
  }

  /** One that was taken off there says nothing of the next. */
  @Test
  void whatIsTakenOffThereAndPutThereAgainCountsWhereDepositsAreSwitchedOff() {
    String note = made("60", "AUTHORISED");
    night();
    allocate(note, "25");
    settleAndLookAgain();
    settleAndLookAgain();
    String allocation = allocations().getFirst().path("AllocationID").asString();
    notes.inXero("DELETE", "CreditNotes/" + note + "/Allocations/" + allocation, "");
    settleAndLookAgain();
    settleAndLookAgain();
    assertSides(note, "60", "110");
    deposits(false);
    allocate(note, "25");
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("85");
  }

  /** Its own reading brings no parts of it then, and the invoice is not owed any more. */
  @Test
  void whereDepositsAreSwitchedOffItsInvoiceShowsWhatItSettles() {
    String note = made("60", "AUTHORISED");
    night();
    deposits(false);
    allocate(note, "25");
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo("85");
    deposits(true);
    settleAndLookAgain();
    settleAndLookAgain();
    assertSides(note, "35", "85");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice))).isEmpty();
  }

  /** Nobody reads the note itself then: what an invoice shows is all that tells of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsMovedToAnotherInvoiceWhereDepositsAreSwitchedOffCountsThere(boolean used) {
    InvoiceId other = books.invoice();
    String note = made("60", "AUTHORISED");
    night();
    if (used) {
      desk.use(only().id(), invoice, "10.00");
    }
    allocate(note, "25");
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo(used ? "75" : "85");
    deposits(false);
    String allocation =
        allocations().stream()
            .filter(it -> it.path("Amount").asDouble() == 25)
            .findFirst()
            .orElseThrow()
            .path("AllocationID")
            .asString();
    notes.inXero("DELETE", "CreditNotes/" + note + "/Allocations/" + allocation, "");
    allocate(note, "25", other);
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.find(other).due()).isEqualByComparingTo("85");
    assertThat(books.find(invoice).due())
        .as("what was put there from here stands")
        .isEqualByComparingTo(used ? "100" : "110");
    deposits(true);
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.find(invoice).due()).isEqualByComparingTo(used ? "100" : "110");
    assertThat(books.find(other).due()).isEqualByComparingTo("85");
    assertThat(only().remaining()).isEqualByComparingTo(used ? "25" : "35");
    assertThat(books.in(() -> books.bean(Credits.class).others(other))).isEmpty();
  }

  /** A list that does not come to the sum takes nothing off. */
  @Test
  void aHollowListTakesNothingOffWhereDepositsAreSwitchedOff() {
    String note = made("60", "AUTHORISED");
    night();
    allocate(note, "25");
    settleAndLookAgain();
    settleAndLookAgain();
    deposits(false);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"hollow-list\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":50}");
    read(Kind.INVOICE, books.ledgerId("invoice", invoice.value()));
    assertThat(books.find(invoice).due()).isEqualByComparingTo("85");
  }

  /** The invoice told its sum only; then the note tells that it is the same. */
  @Test
  void whatAHollowInvoiceToldCountsOnceWhenItsNoteIsRead() {
    desk.deposit("1.00");
    String note = made("60", "AUTHORISED");
    settleAndLookAgain();
    allocate(note, "25");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"hollow-list\",\"path\":\"/api.xro/2.0/Invoices*\",\"count\":50}");
    read(Kind.INVOICE, books.ledgerId("invoice", invoice.value()));
    assertThat(books.find(invoice).due()).as("nobody knows by what").isEqualByComparingTo("85");
    read(Kind.ADVANCE, note);
    assertThat(books.find(invoice).due()).as("the same").isEqualByComparingTo("85");
    assertThat(books.in(() -> books.bean(Credits.class).others(invoice))).isEmpty();
  }

  private void read(Kind kind, String id) {
    books.in(
        () ->
            books
                .bean(Lanes.class)
                .visit(
                    books.binding(),
                    calls ->
                        books.bean(Inbox.class).fetch(kind, LaneClass.PERSON, calls, List.of(id))));
  }

  private BigDecimal creditable() {
    return books.in(() -> books.bean(Credits.class).creditable(invoice));
  }

  private void deposits(boolean on) {
    Practices.run(
        books.practice(),
        () -> books.bean(LedgerFeatures.class).turn(books.binding(), Feature.ADVANCES, on));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void usedHereItIsUsedInXeroOnce(boolean lost) {
    String note = made("60", "AUTHORISED");
    night();
    if (lost) {
      books.fault("drop-after-commit", "PUT", "CreditNotes");
    }
    var used = desk.use(only().id(), invoice, "45.00");
    assertThat(books.find(invoice).due()).as("at once").isEqualByComparingTo("65");
    settleAndLookAgain();
    settleAndLookAgain();
    assertSides(note, "15", "65");
    assertThat(allocations()).hasSize(1);
    assertThat(books.standing("allocation", used.value()).state()).isEqualTo(State.IN_STEP);
    desk.takeOff(used);
    settleAndLookAgain();
    assertSides(note, "60", "110");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void givenBackHereItIsRefundedInXeroOnce(boolean lost) {
    String note = made("60", "AUTHORISED");
    night();
    if (lost) {
      books.fault("drop-after-commit", "PUT", "Payments");
    }
    desk.giveBack(only().id());
    settleAndLookAgain();
    settleAndLookAgain();
    assertSides(note, "0", "110");
    assertThat(books.records("payments", _ -> true)).hasSize(1);
    assertThat(books.standing("refund", only().refunds().getFirst().id().value()).state())
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void ofDraftsSuppliersAndStrangersNothingComes() {
    desk.deposit("1.00");
    settleAndLookAgain();
    String draft = made("60", "DRAFT");
    note("ACCPAYCREDIT", contact(), "70", "AUTHORISED", "Goodwill");
    String stranger =
        notes.inXero("PUT", "Contacts", "{\"Name\":\"Quay Fund\"}").path("ContactID").asString();
    note("ACCRECCREDIT", stranger, "80", "AUTHORISED", "Goodwill");
    String gone = made("90", "AUTHORISED");
    notes.inXero("POST", "CreditNotes/" + gone, "{\"Status\":\"VOIDED\"}");
    settleAndLookAgain();
    assertThat(desk.all()).as("the deposit alone").hasSize(1);
    clock.advance(Duration.ofSeconds(3));
    notes.inXero("POST", "CreditNotes/" + draft, "{\"Status\":\"AUTHORISED\"}");
    settleAndLookAgain();
    assertThat(desk.all())
        .extracting(it -> it.amount().intValue())
        .containsExactlyInAnyOrder(1, 60);
  }

  /** Overpayments have to be read one by one; of these many may be told of at once. */
  @Test
  void manyThatAreToldOfAreReadInOneCall() throws Exception {
    listen();
    for (String amount : List.of("11", "12", "13")) {
      made(amount, "AUTHORISED");
    }
    comes(true, 3);
    assertThat(desk.all())
        .extracting(it -> it.amount().intValue())
        .containsExactlyInAnyOrder(11, 12, 13);
    assertThat(books.log().stream().filter(it -> it.operation().startsWith("fetch deposits")))
        .hasSize(1);
  }

  /** Xero's event says whose it is; one that does not say is read. */
  @Test
  void aSuppliersCreditNoteCostsNoCall() throws Exception {
    desk.deposit("1.00");
    settleAndLookAgain();
    listen();
    String note = note("ACCPAYCREDIT", contact(), "70", "AUTHORISED", "Goodwill");
    books.forgetCalls();
    comes(true, 1);
    assertThat(books.calls("GET", "/CreditNotes")).isZero();
    assertThat(verdicts()).containsExactly("of suppliers");
    Practices.run(
        books.practice(),
        () -> books.bean(Replays.class).replay(clock.instant().minus(DAY), clock.instant(), true));
    books.settle();
    assertThat(books.calls("GET", note)).as("nor does telling it once more").isZero();
    assertThat(verdicts()).containsExactly("of suppliers");
  }

  /** Neither while they are under way, nor with a lost answer, nor in a restored copy. */
  @Test
  void oursNeverComeInOnceMore() throws Exception {
    desk.deposit("1.00");
    settleAndLookAgain();
    listen();
    books.fault("drop-after-commit", "PUT", "CreditNotes");
    var first = notes.left(invoice, "40.00");
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.standing("credit-note", first.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(desk.all()).hasSize(1);
    InvoiceId second = books.invoice();
    books.settle();
    try (var copy = PracticeCopy.of(database, books.practice())) {
      notes.left(second, "30.00");
      new LostHour(clock).pass(books);
      copy.putBack();
    }
    settleAndLookAgain();
    settleAndLookAgain();
    assertThat(books.records("creditNotes", _ -> true)).hasSize(2);
    assertThat(desk.all()).hasSize(1);
  }

  /** Nobody knows what of it is used where: it is asked for once more. */
  @Test
  void whatAHollowListShowsComesInWhole() {
    desk.deposit("1.00");
    settleAndLookAgain();
    String note = made("60", "AUTHORISED");
    allocate(note, "25");
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"hollow-list\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/CreditNotes*\"}");
    settleAndLookAgain();
    assertSides(note, "35", "85");
  }

  @Test
  void oneThatIsGivenToAnotherContactIsToldAndUsedNowhere() {
    String note = made("60", "AUTHORISED");
    night();
    String stranger =
        notes.inXero("PUT", "Contacts", "{\"Name\":\"Quay Fund\"}").path("ContactID").asString();
    clock.advance(Duration.ofSeconds(3));
    notes.inXero(
        "POST", "CreditNotes/" + note, "{\"Contact\":{\"ContactID\":\"%s\"}}".formatted(stranger));
    settleAndLookAgain();
    var standing = books.standing("advance", only().id().value());
    assertThat(standing.state()).isEqualTo(State.ON_HOLD);
    assertThat(standing.reason()).contains("belongs to another contact");
    desk.use(only().id(), invoice, "10.00");
    settleAndLookAgain();
    assertThat(allocations()).isEmpty();
  }

  /** Of the same client, day and sum as one of ours, which says nothing while ours never left. */
  @Test
  void oneThatIsLikeOneOfOursThatNeverWentComesIn() {
    desk.deposit("1.00");
    settleAndLookAgain();
    notes.sending(false);
    notes.left(invoice, "60.00");
    made("60", "AUTHORISED");
    settleAndLookAgain();
    assertThat(only().remaining()).isEqualByComparingTo("60");
  }

  @Test
  void oneThatIsLikeOneOfOursThatAPersonKeepsOutIsBookedByHand() {
    desk.deposit("1.00");
    settleAndLookAgain();
    notes.sending(false);
    var ours = new RecordRef("credit-note", notes.left(invoice, "60.00").value());
    Practices.run(books.practice(), () -> books.bean(LeftOut.class).leave(ours, "By hand"));
    made("60", "AUTHORISED");
    settleAndLookAgain();
    assertThat(desk.all()).as("the deposit alone").hasSize(1);
  }

  /** While nobody knows whether ours was made it may be ours; then it is asked for again. */
  @Test
  void oneThatIsLikeOneOfOursComesInOnceOursIsKnown() {
    desk.deposit("1.00");
    settleAndLookAgain();
    String note = made("60", "DRAFT");
    notes.inXero(
        "POST", "CreditNotes/" + note, "{\"CreditNoteNumber\":\"G-7\",\"Status\":\"AUTHORISED\"}");
    var ours = notes.left(invoice, "60.00");
    books.fault("drop-after-commit", "PUT", "CreditNotes");
    for (int i = 0; i < 20 && books.records("creditNotes", _ -> true).size() < 2; i++) {
      clock.advance(Duration.ofSeconds(1));
      books.turn();
    }
    assertThat(books.records("creditNotes", _ -> true)).hasSize(2);
    assertThat(notes.find(ours).ledgerId()).as("its answer is lost").isNull();
    for (int i = 0; i < 3; i++) {
      read(Kind.ADVANCE, note);
    }
    assertThat(desk.all()).as("the deposit alone").hasSize(1);
    for (int i = 0; i < 4; i++) {
      settleAndLookAgain();
    }
    assertThat(books.standing("credit-note", ours.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(only().ledgerId()).isEqualTo(note);
  }

  private AdvanceView only() {
    var all = desk.all().stream().filter(it -> it.fromLedger()).toList();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  /** Both say the same of what is left and of what is owed. */
  private void assertSides(String note, String left, String due) {
    assertThat(new BigDecimal(there(note).path("RemainingCredit").asString()))
        .isEqualByComparingTo(left);
    assertThat(only().remaining()).isEqualByComparingTo(left);
    assertThat(new BigDecimal(notes.there(invoice).path("AmountDue").asString()))
        .isEqualByComparingTo(due);
    assertThat(books.find(invoice).due()).isEqualByComparingTo(due);
  }

  private JsonNode there(String note) {
    return notes.only("creditNotes", "CreditNoteID", note);
  }

  /** As Xero has them, those that were taken off left out. */
  private List<JsonNode> allocations() {
    return books.records("allocations", it -> !it.path("IsDeleted").asBoolean(false));
  }

  private String contact() {
    return books.ledgerId("client", books.room().client().value());
  }

  private String made(String amount, String status) {
    return note("ACCRECCREDIT", contact(), amount, status, "Goodwill");
  }

  private String note(String type, String contact, String amount, String status, String reference) {
    return notes
        .inXero(
            "PUT",
            "CreditNotes",
            """
            {"Type":"%s","Status":"%s","Contact":{"ContactID":"%s"},"Reference":"%s","Date":"%s",
             "LineAmountTypes":"Inclusive","LineItems":[{"Description":"x","Quantity":1,
              "UnitAmount":%s,"AccountCode":"%s","TaxType":"%s"}]}"""
                .formatted(
                    type,
                    status,
                    contact,
                    reference,
                    notes.today(),
                    amount,
                    type.equals("ACCRECCREDIT") ? "200" : "400",
                    type.equals("ACCRECCREDIT") ? "OUTPUT" : "INPUT"))
        .path("CreditNoteID")
        .asString();
  }

  private void allocate(String note, String amount) {
    allocate(note, amount, invoice);
  }

  private void allocate(String note, String amount, InvoiceId to) {
    notes.inXero(
        "PUT",
        "CreditNotes/" + note + "/Allocations",
        "{\"Amount\":%s,\"Invoice\":{\"InvoiceID\":\"%s\"},\"Date\":\"%s\"}"
            .formatted(amount, books.ledgerId("invoice", to.value()), notes.today()));
  }

  private void comes(boolean told) throws InterruptedException {
    if (told) {
      comes(true, 1);
    } else {
      night();
    }
  }

  /** By its event within seconds, or with the next reading. */
  private void comes(boolean told, int events) throws InterruptedException {
    if (told) {
      awaitEvents(events);
      books.settle();
      clock.advance(Duration.ofSeconds(20));
      books.settle();
    } else {
      settleAndLookAgain();
    }
  }

  private void settleAndLookAgain() {
    books.settle();
    clock.advance(Duration.ofMinutes(6));
    books.settle();
  }

  /** Until the next morning. */
  private void night() {
    clock.advance(Duration.ofHours(45));
    books.settle();
    settleAndLookAgain();
    settleAndLookAgain();
  }

  private Browser owner() {
    return TestPractice.of(house, books.practice()).browser(Role.OWNER);
  }

  private void listen() {
    xero.control(
        "POST",
        "/_simulator/webhooks?url=" + encoded(url()) + "&key=" + encoded(TandemTest.WEBHOOK_KEY));
  }

  /** Of credit notes; the simulator delivers in its own threads. */
  private void awaitEvents(int events) throws InterruptedException {
    var never = new CountDownLatch(1);
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (delivered() < events) {
      assertThat(System.nanoTime()).as("%d of %d events", delivered(), events).isLessThan(end);
      never.await(100, TimeUnit.MILLISECONDS);
    }
  }

  private int delivered() {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.delivery where category = 'CREDITNOTE'"
                    + " and body is not null and tenant = '"
                    + BooksRoom.TENANT
                    + "'")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What became of the events of credit notes. */
  private List<String> verdicts() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select coalesce(verdict, 'waits') from house.delivery"
                    + " where category = 'CREDITNOTE' and body is not null and tenant = '"
                    + BooksRoom.TENANT
                    + "'")) {
      var all = new ArrayList<String>();
      while (row.next()) {
        all.add(row.getString(1));
      }
      return all;
    }
  }

  private String url() {
    return "http://localhost:" + port + "/webhooks/xero";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
