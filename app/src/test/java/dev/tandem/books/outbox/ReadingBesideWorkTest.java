package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Waits;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.lane.Lanes;
import dev.tandem.books.lane.Operation;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.LedgerRecord;
import dev.tandem.books.mirror.Decisions;
import dev.tandem.books.mirror.Mirror;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.practice.billing.Billing;
import dev.tandem.practice.billing.InvoiceDetails;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.InvoiceLine;
import dev.tandem.practice.billing.InvoiceView;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.ClientView;
import dev.tandem.practice.clients.Clients;
import dev.tandem.shared.Practices;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What was read in Xero is taken in in the very moment in which somebody saves the same record
 * here, or in which a call about it is prepared.
 */
@TandemTest
class ReadingBesideWorkTest {

  private static final long LATER = 1_000_000;

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired PushClaim claim;
  @Autowired TransactionTemplate inPractice;

  private BooksRoom books;
  private LaneScope beside;
  private ClientId ann;

  @BeforeEach
  void open() {
    books = BooksRoom.open(house);
    ann = books.room().client();
    beside = books.guest();
    clock.advance(Duration.ofSeconds(10));
  }

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void whatIsSavedMeanwhileIsNotOverwritten() throws Exception {
    inXero("contacts/" + contact(), "{\"EmailAddress\":\"theirs@example.com\"}");
    FutureTask<Mirror.Absorbed> reading = taking(Kind.CLIENT, contact());
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  save("ours@example.com");
                  begin(reading);
                }));
    reading.get();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).details().email())
        .isEqualTo("ours@example.com");
    assertThat(disputed()).containsExactly("e-mail");
  }

  @Test
  void neitherIsWhatIsSavedOnAnInvoice() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    String there = books.ledgerId("invoice", invoice.value());
    inXero("invoices/" + there, "{\"Reference\":\"Theirs\"}");
    FutureTask<Mirror.Absorbed> reading = taking(Kind.INVOICE, there);
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  save(invoice, "Ours");
                  begin(reading);
                }));
    reading.get();
    assertThat(books.in(() -> books.bean(Billing.class).find(invoice)).reference())
        .isEqualTo("Ours");
    assertThat(disputed()).containsExactly("reference");
  }

  @Test
  void noCallIsPreparedOnHalfOfAReading() throws Exception {
    books.change(ann, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    try (Connection reading = database.connectAsSuperuser()) {
      reading.setAutoCommit(false);
      Waits.execute(
          reading, "select from practice.link where record = '%s' for update".formatted(ann));
      assertThat(books.in(this::claimed)).isInstanceOf(Claimed.Nothing.class);
    }
    assertThat(books.in(this::claimed)).isInstanceOf(Claimed.Batch.class);
  }

  /** Its answer will show the record: the reading may be older or newer than what is written. */
  @Test
  void aReadingThatWaitedForACallToBePreparedKnowsOfIt() throws Exception {
    inXero("contacts/" + contact(), "{\"EmailAddress\":\"theirs@example.com\"}");
    FutureTask<Mirror.Absorbed> reading = taking(Kind.CLIENT, contact());
    books.change(ann, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    Practices.run(
        books.practice(),
        () ->
            inPractice.executeWithoutResult(
                _ -> {
                  assertThat(claimed()).isInstanceOf(Claimed.Batch.class);
                  begin(reading);
                }));
    assertThat(reading.get().askAgain()).containsKey(contact());
  }

  /** A reading that is taken in has the link, and then what waits of the record. */
  @Test
  void whoDecidesWaitsForAReadingAndNotTheOtherWayRound() throws Exception {
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    inXero("contacts/" + contact(), "{\"EmailAddress\":\"theirs@example.com\"}");
    taking(Kind.CLIENT, contact()).run();
    assertThat(disputed()).containsExactly("e-mail");
    var deciding =
        new FutureTask<>(() -> Practices.run(books.practice(), this::keepTheirs), "decided");
    try (Connection reading = database.connectAsSuperuser()) {
      reading.setAutoCommit(false);
      Waits.execute(
          reading, "select from practice.link where record = '%s' for update".formatted(ann));
      begin(deciding);
      Waits.execute(
          reading,
          "select from practice.pending_push where record = '%s' for update".formatted(ann));
      reading.commit();
    }
    assertThat(deciding.get()).isEqualTo("decided");
    assertThat(disputed()).isEmpty();
  }

  private void save(String email) {
    var clients = books.bean(Clients.class);
    ClientView now = clients.find(ann);
    clients.change(ann, now.version(), now.details().with(Map.of(ClientField.EMAIL, email)));
  }

  private void save(InvoiceId id, String reference) {
    var billing = books.bean(Billing.class);
    InvoiceView now = billing.find(id);
    billing.change(
        id,
        new InvoiceDetails(
            now.client(),
            now.appointment(),
            now.location(),
            now.date(),
            now.dueDate(),
            reference,
            now.lineAmounts(),
            now.lines().stream().map(InvoiceLine::details).toList()));
  }

  private void keepTheirs() {
    var decisions = books.bean(Decisions.class);
    List<Decisions.Question> open = decisions.open(Kind.CLIENT, ann.value());
    decisions.decide(
        Kind.CLIENT, ann.value(), List.of(Decisions.Choice.of(false)), Decisions.seen(open));
  }

  /** What Xero shows now, to be taken in. */
  private FutureTask<Mirror.Absorbed> taking(Kind kind, String id) {
    List<LedgerRecord> read =
        books.in(
            () ->
                books
                    .bean(Lanes.class)
                    .visit(
                        books.binding(),
                        it ->
                            it.call(
                                    Operation.read(LaneClass.PERSON, "look", 1),
                                    to -> to.byIds(kind, List.of(id)))
                                .value()));
    return new FutureTask<>(
        () -> books.in(() -> books.bean(Mirror.class).absorb(kind, BooksRoom.TENANT, LATER, read)));
  }

  private List<String> disputed() {
    return books.in(
        () -> books.bean(Conflicts.class).open(10).stream().map(Conflicts.Open::field).toList());
  }

  private String contact() {
    return java.util.Objects.requireNonNull(books.ledgerId("client", ann.value()));
  }

  private void inXero(String path, String change) {
    books.control(books.organisation() + "/" + path, change);
  }

  private Claimed claimed() {
    return claim.claim(Kind.CLIENT, beside, false);
  }

  private void begin(FutureTask<?> task) {
    Waits.begin(database, task);
  }
}
