package dev.tandem.books.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.Browser;
import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestPractice;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Waits;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceStatus;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import dev.tandem.practice.notices.NoticeView;
import dev.tandem.practice.notices.Notices;
import dev.tandem.shared.Practices;
import dev.tandem.staff.Role;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** One record that cannot be taken in holds up no other, and costs no calls without end. */
@TandemTest
class PoisonTest {

  private static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6));

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;

  private BooksRoom books;

  @BeforeEach
  void open() throws SQLException {
    books = BooksRoom.open(house);
    execute(
        """
        create or replace function practice.refuse_this() returns trigger language plpgsql as $$
        begin raise exception 'Ann Lee' using errcode = 'check_violation'; end $$""");
    execute("grant execute on function practice.refuse_this() to public");
  }

  @AfterEach
  void putBack() throws SQLException {
    heal();
    clock.reset();
  }

  @Test
  void itsNeighboursArriveInTheSameTurnAndAtLastAPersonIsAsked() throws SQLException {
    List<InvoiceId> invoices = inXero(9);
    InvoiceId bad = invoices.get(4);
    refuse("invoice", bad.value());
    invoices.forEach(this::payInXero);
    books.forgetCalls();
    invoices.forEach(it -> event("INVOICE", there(it), clock.instant()));
    books.turn();
    assertPaid(invoices, bad);
    assertThat(books.calls("GET", "/Invoices")).as("halved without a call").isEqualTo(1);
    assertThat(letter().tries()).isEqualTo(1);
    assertThat(letter().record()).isEqualTo(bad.value());
    assertThat(letter().deadAt()).isNull();
    assertThat(notices()).isEmpty();

    for (int i = 0; i < DELAYS.size(); i++) {
      clock.advance(DELAYS.get(i).minusSeconds(5));
      books.turn();
      assertThat(letter().tries()).as("not before its time").isEqualTo(i + 1);
      clock.advance(Duration.ofSeconds(6));
      books.turn();
      assertThat(letter().tries()).isEqualTo(i + 2);
    }
    assertThat(letter().deadAt()).isNotNull();
    assertThat(notices()).singleElement().extracting(NoticeView::path).isEqualTo("/ledger/inbox");
    long before = fetches();
    clock.advance(Duration.ofDays(2));
    books.settle();
    assertThat(fetches()).as("nothing is asked for it any more").isEqualTo(before);

    heal();
    Browser bookkeeper = TestPractice.of(house, books.practice()).browser(Role.BOOKKEEPER);
    assertThat(bookkeeper.get("/ledger/inbox").body())
        .contains(books.find(bad).number(), "given up", "Try again")
        .doesNotContain("Ann Lee' using");
    bookkeeper.submit("/ledger/inbox/letters", Map.of("id", letter().id().toString()));
    books.turn();
    assertThat(books.find(bad).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(letters()).isEmpty();
    assertThat(notices()).isEmpty();
    assertThat(bookkeeper.get("/ledger/inbox").body()).contains("could be taken in");
  }

  /** Both readings of a sweep meet it: that of the invoices and that of the payments. */
  @Test
  void aReadingOfChangesGoesOnBehindIt() throws SQLException {
    List<InvoiceId> invoices = inXero(5);
    InvoiceId bad = invoices.get(2);
    refuse("invoice", bad.value());
    invoices.forEach(this::payInXero);
    clock.advance(Duration.ofMinutes(6));
    String before = watermark("invoice");
    String payments = watermark("payment");
    books.turn();
    assertPaid(invoices, bad);
    assertThat(watermark("invoice")).as("invoices were read past it").isGreaterThan(before);
    assertThat(watermark("payment")).as("payments, too").isGreaterThan(payments);
    assertThat(letter().record()).isEqualTo(bad.value());
    heal();
    clock.advance(Duration.ofMinutes(2));
    books.turn();
    assertThat(books.find(bad).status()).as("tried by itself").isEqualTo(InvoiceStatus.PAID);
    assertThat(letters()).isEmpty();
  }

  @Test
  void whatAReadingShowsAgainIsNotFetchedEachTime() throws SQLException {
    ClientId ann = books.room().client();
    refuse("client", ann.value());
    inXero(ann, "theirs@example.com");
    clock.advance(Duration.ofMinutes(6));
    books.turn();
    assertThat(letter().tries()).isEqualTo(1);
    long before = fetches();
    execute(
        "update house.delivery set not_before = not_before + interval '1 hour' where tries > 0");
    execute(
        "update practice.sweep set watermark = watermark - interval '20 minutes' where practice_id = '%s'"
            .formatted(books.practice()));
    clock.advance(Duration.ofMinutes(6));
    books.turn();
    assertThat(fetches()).isEqualTo(before);
    assertThat(letter().tries()).isEqualTo(1);
  }

  /** Two jobs of one turn: neither sees what the other does until it is done. */
  @Test
  void whatIsToldCountsThoseThatEndAtTheSameMoment() throws Exception {
    var letters = books.bean(DeadLetters.class);
    Runnable first = () -> letters.mended(BooksRoom.TENANT, List.of("first"));
    Runnable second = () -> letters.mended(BooksRoom.TENANT, List.of("second"));
    giveUp("first");
    giveUp("second");
    assertThat(notices()).hasSize(1);
    atOnce(first, second);
    assertThat(letters()).isEmpty();
    assertThat(notices()).as("nothing is given up any more").isEmpty();

    giveUp("first");
    atOnce(() -> giveUpNow("second"), first);
    assertThat(letters()).hasSize(1);
    assertThat(notices()).as("one still is").hasSize(1);
  }

  private void giveUp(String id) {
    Practices.run(books.practice(), () -> giveUpNow(id));
  }

  private void giveUpNow(String id) {
    books
        .bean(DeadLetters.class)
        .giveUp(BooksRoom.TENANT, Kind.INVOICE, id, "It is not given at all.");
  }

  /** The second begins when the first is done and not yet to be seen by anybody. */
  private void atOnce(Runnable first, Runnable second) throws Exception {
    TransactionTemplate inPractice = books.bean(TransactionTemplate.class);
    var other = new FutureTask<>(() -> Practices.run(books.practice(), second), true);
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  first.run();
                  Waits.begin(database, other);
                }));
    other.get();
  }

  @Test
  void aNewerEventWakesADeadLetter() throws SQLException {
    ClientId ann = books.room().client();
    String contact = books.ledgerId("client", ann.value());
    clock.advance(Duration.ofSeconds(30));
    refuse("client", ann.value());
    inXero(ann, "theirs@example.com");
    event("CONTACT", contact, clock.instant());
    books.turn();
    execute("update house.delivery set dead_at = not_before, tries = 6 where tries > 0");
    clock.advance(Duration.ofHours(1));
    books.settle();
    assertThat(letter().tries()).isEqualTo(6);
    heal();
    inXero(ann, "mended@example.com");
    event("CONTACT", contact, clock.instant());
    books.turn();
    assertThat(email(ann)).isEqualTo("mended@example.com");
    assertThat(letters()).isEmpty();
  }

  /** What nobody here has seen is not overwritten; what belongs to others goes. */
  @Test
  void nothingIsSentOverIt() throws SQLException {
    ClientId ann = books.room().client();
    ClientId zoe = books.add("Zoe", "Hart");
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    inXero(ann, "theirs@example.com");
    refuse("link", ann.value());
    event("CONTACT", books.ledgerId("client", ann.value()), clock.instant());
    books.turn();
    assertThat(letters()).hasSize(1);
    execute(
        "update house.delivery set not_before = not_before + interval '1 hour' where tries > 0");
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    books.change(zoe, ClientField.EMAIL, "zoe@example.com");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(contact("Zoe Hart")).isEqualTo("zoe@example.com");
    assertThat(contact("Ann Lee")).isEqualTo("theirs@example.com");
    assertThat(books.standing("client", ann.value()).state()).isEqualTo(State.WAITING);
    heal();
    clock.advance(Duration.ofHours(2));
    books.settle();
    assertThat(letters()).isEmpty();
    assertThat(books.standing("client", ann.value()).state())
        .as("both changed it: now it is known")
        .isEqualTo(State.NEEDS_YOU);
  }

  /** What belongs to it would be written over it, too. */
  @Test
  void norAreItsPayments() throws SQLException {
    List<InvoiceId> invoices = inXero(2);
    InvoiceId bad = invoices.getFirst();
    books.control(
        books.organisation() + "/invoices/" + there(bad), "{\"Reference\":\"Somebody's\"}");
    refuse("link", bad.value());
    event("INVOICE", there(bad), clock.instant());
    books.turn();
    assertThat(letter().record()).isEqualTo(bad.value());
    execute(
        "update house.delivery set not_before = not_before + interval '1 hour' where tries > 0");
    PaymentId held = books.pay(bad, "40.00");
    books.pay(invoices.getLast(), "40.00");
    clock.advance(Duration.ofSeconds(3));
    books.settle();
    assertThat(books.records("payments", _ -> true))
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.at("/Invoice/InvoiceID").asString())
                    .isEqualTo(there(invoices.getLast())));
    assertThat(books.standing("payment", held.value()).state()).isEqualTo(State.WAITING);
    heal();
    clock.advance(Duration.ofHours(2));
    books.settle();
    assertThat(letters()).isEmpty();
    clock.advance(Duration.ofMinutes(4));
    books.settle();
    assertThat(books.standing("payment", held.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void anElementThatCannotBeReadSaysNothingOfTheOthers() throws SQLException {
    List<InvoiceId> invoices = inXero(5);
    InvoiceId bad = invoices.get(2);
    invoices.forEach(this::payInXero);
    fault("unreadable-element", "Invoices", there(bad), 1);
    invoices.forEach(it -> event("INVOICE", there(it), clock.instant()));
    books.turn();
    assertPaid(invoices, bad);
    assertThat(letter().record()).isEqualTo(bad.value());
    assertThat(letter().why()).contains("cannot be read");
    clock.advance(Duration.ofSeconds(11));
    books.turn();
    assertThat(books.find(bad).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(letters()).isEmpty();
    assertThat(waiting()).isZero();
  }

  @Test
  void norInAListOfChanges() throws SQLException {
    ClientId ann = books.room().client();
    ClientId zoe = books.add("Zoe", "Hart");
    books.settle();
    clock.advance(Duration.ofSeconds(30));
    inXero(ann, "ann@example.com");
    inXero(zoe, "zoe@example.com");
    fault("unreadable-element", "Contacts", books.ledgerId("client", ann.value()), 1);
    String before = watermark("client");
    clock.advance(Duration.ofMinutes(6));
    books.turn();
    assertThat(email(zoe)).isEqualTo("zoe@example.com");
    assertThat(watermark("client")).isGreaterThan(before);
    assertThat(letter().record()).isEqualTo(ann.value());
    clock.advance(Duration.ofSeconds(11));
    books.turn();
    assertThat(email(ann)).isEqualTo("ann@example.com");
    assertThat(letters()).isEmpty();
  }

  /** One answer without it is no proof that it is gone. */
  @Test
  void whatIsAskedForAndNotShownIsAskedOnceMore() throws SQLException {
    InvoiceId once = inXero(1).getFirst();
    payInXero(once);
    fault("missing-element", "Invoices", there(once), 1);
    event("INVOICE", there(once), clock.instant());
    books.turn();
    assertThat(books.find(once).status()).isEqualTo(InvoiceStatus.APPROVED);
    clock.advance(Duration.ofSeconds(11));
    books.turn();
    assertThat(books.find(once).status()).isEqualTo(InvoiceStatus.PAID);
    assertThat(waiting()).isZero();

    event("PAYMENT", UUID.randomUUID().toString(), clock.instant());
    event("OVERPAYMENT", "overpayment/" + UUID.randomUUID(), clock.instant());
    long before = fetches();
    for (int i = 0; i < 20; i++) {
      books.turn();
      clock.advance(Duration.ofSeconds(5));
    }
    assertThat(fetches()).as("each twice").isEqualTo(before + 4);
    assertThat(waiting()).isZero();
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

  private void inXero(ClientId client, String email) {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", client.value()),
        "{\"EmailAddress\":\"%s\"}".formatted(email));
  }

  private void payInXero(InvoiceId invoice) {
    books.control(books.organisation() + "/invoices/" + there(invoice) + "/pay", "");
  }

  private String there(InvoiceId invoice) {
    return books.ledgerId("invoice", invoice.value());
  }

  private void assertPaid(List<InvoiceId> invoices, InvoiceId except) {
    for (InvoiceId it : invoices) {
      assertThat(books.find(it).status())
          .isEqualTo(it.equals(except) ? InvoiceStatus.APPROVED : InvoiceStatus.PAID);
    }
  }

  private String email(ClientId client) {
    return books.in(() -> books.bean(Clients.class).find(client)).details().email();
  }

  private String contact(String name) {
    return books.contacts(name).getFirst().path("EmailAddress").asString();
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

  private void fault(String kind, String collection, String id, int times) {
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"%s\",\"method\":\"GET\",\"path\":\"/api.xro/2.0/%s*\",\"id\":\"%s\",\"count\":%d}"
            .formatted(kind, collection, id, times));
  }

  private int waiting() throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select count(*) from house.delivery where tenant = '%s' and done_at is null"
                    .formatted(BooksRoom.TENANT))) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    }
  }

  private long fetches() {
    return books.log().stream().filter(it -> it.operation().startsWith("fetch")).count();
  }

  private String watermark(String kind) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "select to_char(watermark at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') from practice.sweep where kind = '%s' and practice_id = '%s'"
                    .formatted(kind, books.practice()))) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  /** Writing this record fails from now on. */
  private void refuse(String table, UUID record) throws SQLException {
    execute(
        """
        create trigger refuse_this before update on practice.%s
           for each row when (new.%s = '%s') execute function practice.refuse_this()"""
            .formatted(table, table.equals("link") ? "record" : "id", record));
  }

  private void heal() throws SQLException {
    for (String table : Set.of("invoice", "client", "link")) {
      execute("drop trigger if exists refuse_this on practice." + table);
    }
  }

  /** As the webhook endpoint stores it. */
  private void event(String category, String resource, Instant at) {
    try (var connection = database.connectAsSuperuser();
        var insert =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                values (decode(md5(random()::text), 'hex'), ?, ?, ?, ?, ?)""")) {
      insert.setTimestamp(1, Timestamp.from(clock.instant()));
      insert.setObject(2, BooksRoom.TENANT);
      insert.setString(3, category);
      insert.setString(4, resource);
      insert.setTimestamp(5, Timestamp.from(at));
      insert.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
