package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.look.Look;
import dev.tandem.books.look.LookNow;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.LineDetails;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import dev.tandem.staff.Role;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** One record that Xero does not give when it is asked for it keeps no other from being read. */
@TandemTest
class NotGivenTest {

  /** The last of the tries comes that much later than the first, at most. */
  private static final Duration ALL_TRIES = Duration.ofHours(8);

  private static final String THEIRS = "Somebody's order";
  private static final String WORDS = "The currency of Ann Lee is unknown";

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;

  private BooksRoom books;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
  }

  @AfterEach
  void putBack() {
    heal();
    clock.reset();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void itsNeighboursArriveAndAtLastAPersonIsAsked(int code) {
    List<InvoiceId> invoices = inXero(9);
    InvoiceId bad = invoices.get(4);
    refuse(code, there(bad));
    invoices.forEach(this::editInXero);
    invoices.forEach(it -> event(there(it)));
    until("the others are read", () -> taken(invoices) == 8 && !letters().isEmpty());
    assertThat(taken(List.of(bad))).isZero();
    assertThat(letter().record()).isEqualTo(bad.value());
    assertThat(notices()).isEmpty();

    until(
        "it is given up",
        () -> {
          clock.advance(
              letter().nextAt() == null
                  ? Duration.ZERO
                  : Duration.between(clock.instant(), letter().nextAt()));
          return letter().deadAt() != null;
        });
    assertThat(letter().tries()).as("the first and five more").isEqualTo(6);
    assertThat(notices()).singleElement().extracting(NoticeView::path).isEqualTo("/ledger/inbox");
    int before = asked(bad);
    for (int i = 0; i < 20; i++) {
      clock.advance(Duration.ofHours(1));
      books.turn();
    }
    assertThat(asked(bad)).as("nothing asks for it any more").isEqualTo(before);

    Browser bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    String page = bookkeeper.get("/ledger/inbox").body();
    assertThat(page)
        .contains(String.valueOf(books.find(bad).number()), "given up", "status " + code);
    assertThat(page.contains(WORDS)).as("in Xero's words, if it has any").isEqualTo(code == 400);
    assertThat(letter().why()).as("kept without them").doesNotContain("Ann Lee");
    heal();
    bookkeeper.submit("/ledger/inbox/letters", Map.of("id", letter().id().toString()));
    until("it is taken in", () -> letters().isEmpty());
    assertThat(taken(List.of(bad))).isEqualTo(1);
    assertThat(notices()).isEmpty();
  }

  /** No webhook tells of them; the list shows that they changed. */
  @Test
  void aReadingOfChangesGoesOnPastIt() throws SQLException {
    List<InvoiceId> invoices = inXero(5);
    InvoiceId bad = invoices.get(2);
    refuse(400, there(bad));
    invoices.forEach(this::editInXero);
    String before = watermark();
    clock.advance(Duration.ofMinutes(6));
    until("the others are read", () -> taken(invoices) == 4 && !letters().isEmpty());
    assertThat(watermark()).isGreaterThan(before);
    assertThat(letter().record()).isEqualTo(bad.value());
    heal();
    clock.advance(ALL_TRIES);
    until("it is tried by itself", () -> letters().isEmpty());
    assertThat(taken(List.of(bad))).isEqualTo(1);
  }

  /** Before lists are replaced what stands in Xero is read, of all that go together. */
  @Test
  void whatGoesToXeroBesideItGoes() {
    List<InvoiceId> invoices = inXero(3);
    InvoiceId bad = invoices.getFirst();
    refuse(500, there(bad));
    invoices.forEach(it -> books.rewrite(it, "", dearer(it)));
    until(
        "the others are sent",
        () ->
            invoices.stream().skip(1).allMatch(it -> state(it) == State.IN_STEP)
                && !letters().isEmpty());
    assertThat(state(bad)).as("nothing goes over what cannot be read").isEqualTo(State.WAITING);
    heal();
    clock.advance(ALL_TRIES);
    until("it goes, too", () -> state(bad) == State.IN_STEP);
    assertThat(letters()).isEmpty();
  }

  /** Whatever is asked for fails: then it is not the fault of what was asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"500", "maintenance", "drop-before-commit", "429"})
  void whereXeroGivesNothingNoRecordIsToBlame(String kind) {
    List<InvoiceId> invoices = inXero(2);
    invoices.forEach(this::editInXero);
    fault("\"kind\":\"%s\"".formatted(kind), "Invoices*");
    invoices.forEach(it -> event(there(it)));
    for (int i = 0; i < 15; i++) {
      books.turn();
      clock.advance(Duration.ofMinutes(2));
    }
    assertThat(taken(invoices)).isZero();
    assertThat(letters()).isEmpty();
    heal();
    clock.advance(Duration.ofMinutes(6));
    until("both are read", () -> taken(invoices) == 2);
    assertThat(letters()).isEmpty();
  }

  /** Lists are given, and of what is asked for by its id nothing is. */
  @Test
  void whereXeroGivesNothingByItsIdNoRecordIsToBlame() {
    List<InvoiceId> invoices = inXero(4);
    List<InvoiceId> some = invoices.subList(0, 2);
    some.forEach(this::editInXero);
    fault("\"kind\":\"status\",\"code\":400", "Invoices?*IDs=*");
    some.forEach(it -> event(there(it)));
    for (int i = 0; i < 15; i++) {
      books.turn();
      clock.advance(Duration.ofMinutes(2));
    }
    assertThat(letters()).isEmpty();
    heal();
    clock.advance(Duration.ofMinutes(6));
    until("both are read", () -> taken(some) == 2);
  }

  /** Something on the way swallows what is asked of this one; of the others nothing is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"maintenance", "drop-before-commit"})
  void anAnswerThatIsLostIsNoWordAgainstARecord(String kind) {
    List<InvoiceId> invoices = inXero(3);
    InvoiceId bad = invoices.getFirst();
    fault("\"kind\":\"%s\"".formatted(kind), "Invoices?*" + there(bad) + "*");
    invoices.forEach(this::editInXero);
    invoices.forEach(it -> event(there(it)));
    until("the others are read", () -> taken(invoices) == 2);
    for (int i = 0; i < 15; i++) {
      books.turn();
      clock.advance(Duration.ofMinutes(2));
    }
    assertThat(letters()).isEmpty();
    heal();
    clock.advance(Duration.ofMinutes(6));
    until("it is read, too", () -> taken(invoices) == 3);
  }

  /** Nothing of it stands in the inbox, so whoever looks is not sent there. */
  @Test
  void whatGetsNoAnswerIsLookedAtAgain() {
    List<InvoiceId> invoices = inXero(3);
    InvoiceId bad = invoices.getFirst();
    fault("\"kind\":\"drop-before-commit\"", "Invoices?*" + there(bad) + "*");
    Practices.run(
        books.practice(), () -> invoices.forEach(it -> books.bean(LookNow.class).ask(ref(it))));
    until(
        "the others are looked at",
        () -> invoices.stream().skip(1).allMatch(it -> look(it).result() != null));
    assertThat(letters()).isEmpty();
    assertThat(look(bad).waits()).as("it is looked at again").isTrue();
    heal();
    until("it is looked at, too", () -> look(bad).result() != null);
  }

  private Look look(InvoiceId it) {
    return books.in(() -> books.bean(LookNow.class).of(ref(it)));
  }

  private static RecordRef ref(InvoiceId it) {
    return new RecordRef("invoice", it.value());
  }

  /** The event of a record that is set aside does not take others with it. */
  @Test
  void whatIsToldOfItAnewIsAskedForAlone() {
    List<InvoiceId> invoices = inXero(4);
    InvoiceId bad = invoices.getFirst();
    refuse(400, there(bad));
    editInXero(bad);
    event(there(bad));
    until("it is set aside", () -> !letters().isEmpty());
    List<InvoiceId> others = invoices.subList(1, 4);
    others.forEach(this::editInXero);
    books.forgetCalls();
    invoices.forEach(it -> event(there(it)));
    until("the others are read", () -> taken(others) == 3);
    assertThat(targets())
        .filteredOn(it -> others.stream().anyMatch(other -> it.contains(there(other))))
        .noneMatch(it -> it.contains(there(bad)));
  }

  private State state(InvoiceId it) {
    return books.standing("invoice", it.value()).state();
  }

  private List<LineDetails> dearer(InvoiceId id) {
    return books.find(id).lines().stream()
        .map(InvoiceLine::details)
        .map(
            it ->
                new LineDetails(
                    it.description(),
                    it.quantity(),
                    new BigDecimal("120.00"),
                    it.accountCode(),
                    it.taxType(),
                    it.taxRate(),
                    it.service()))
        .toList();
  }

  /** However long one turn takes: what is due within seconds is done. */
  private void until(String what, BooleanSupplier so) {
    for (int i = 0; i < 120; i++) {
      books.turn();
      if (so.getAsBoolean()) {
        return;
      }
      clock.advance(Duration.ofSeconds(6));
    }
    assertThat(so.getAsBoolean()).as(what).isTrue();
  }

  private List<InvoiceId> inXero(int many) {
    var invoices = new ArrayList<InvoiceId>();
    for (int i = 0; i < many; i++) {
      invoices.add(books.invoice());
    }
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    return invoices;
  }

  private void editInXero(InvoiceId invoice) {
    books.control(
        books.organisation() + "/invoices/" + there(invoice),
        "{\"Reference\":\"%s\"}".formatted(THEIRS));
  }

  private String there(InvoiceId invoice) {
    return Objects.requireNonNull(books.ledgerId("invoice", invoice.value()));
  }

  private int taken(List<InvoiceId> invoices) {
    return (int) invoices.stream().filter(it -> books.find(it).reference().equals(THEIRS)).count();
  }

  /** Whatever asks for it, alone or beside others, is answered so. */
  private void refuse(int code, String id) {
    fault(
        "\"kind\":\"status\",\"code\":%d,\"detail\":\"%s\"".formatted(code, WORDS),
        "Invoices?*" + id + "*");
  }

  private void fault(String kind, String path) {
    books.control(
        "/_simulator/faults",
        "{%s,\"method\":\"GET\",\"path\":\"/api.xro/2.0/%s\",\"count\":5000}"
            .formatted(kind, path));
  }

  private void heal() {
    xero.control("DELETE", "/_simulator/faults");
  }

  private int asked(InvoiceId invoice) {
    return (int) targets().stream().filter(it -> it.contains(there(invoice))).count();
  }

  private List<String> targets() {
    return StreamSupport.stream(
            books.read("/_simulator/calls?method=GET&path=/api.xro/2.0/Invoices").spliterator(),
            false)
        .map(it -> it.path("target").asString())
        .toList();
  }

  private List<DeadLetter> letters() {
    return books.in(() -> books.bean(DeadLetters.class).all());
  }

  private DeadLetter letter() {
    assertThat(letters()).hasSize(1);
    return letters().getFirst();
  }

  private List<NoticeView> notices() {
    return books.in(() -> books.bean(Notices.class).openUnder("inbox/"));
  }

  private String watermark() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select to_char(watermark at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') from practice.sweep where kind = 'invoice' and practice_id = '%s'"
                    .formatted(books.practice()))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** As the webhook endpoint stores it. */
  private void event(String resource) {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (decode(md5(random()::text), 'hex'), ?, ?, 'INVOICE', ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, BooksRoom.TENANT);
      insert.setString(3, resource);
      insert.setTimestamp(4, Timestamp.from(clock.instant()));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
