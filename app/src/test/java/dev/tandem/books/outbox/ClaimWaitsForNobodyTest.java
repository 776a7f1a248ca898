package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.Hold;
import dev.tandem.books.Waits;
import dev.tandem.books.conflicts.Conflicts;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.outbox.PushClaim.Claimed;
import dev.tandem.practice.billing.InvoiceId;
import dev.tandem.practice.billing.PaymentId;
import dev.tandem.practice.clients.ClientField;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.practice.clients.Clients;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whoever prepares a call has what waits of many records: it never waits for anybody with these in
 * its hands, and leaves out what others are busy with.
 */
@TandemTest
class ClaimWaitsForNobodyTest {

  @Autowired ApplicationContext house;
  @Autowired TestClock clock;
  @Autowired TestDatabase database;
  @Autowired PushClaim claim;
  @Autowired PendingPushes pending;
  @Autowired NotBeingRead notBeingRead;
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

  /** Both went back to what was agreed here: theirs would be taken, and somebody has the client. */
  @Test
  void whatIsInDisputeIsLookedAtAgainWhenNobodyChangesIt() throws Exception {
    books.control(
        books.organisation() + "/contacts/" + books.ledgerId("client", ann.value()),
        "{\"EmailAddress\":\"theirs@example.com\"}");
    books.change(ann, ClientField.EMAIL, "ours@example.com");
    clock.advance(Duration.ofSeconds(90));
    books.settle();
    assertThat(disputed()).containsExactly("e-mail");
    books.change(ann, ClientField.EMAIL, "");
    clock.advance(Duration.ofSeconds(3));
    beside = books.guest();
    try (Connection saving = locking("select from practice.client where id = '%s'", ann)) {
      assertThat(claimed(Kind.CLIENT)).isInstanceOf(Claimed.Nothing.class);
      assertThat(disputed()).containsExactly("e-mail");
      saving.rollback();
    }
    assertThat(claimed(Kind.CLIENT)).isInstanceOf(Claimed.Again.class);
    assertThat(disputed()).isEmpty();
    assertThat(books.in(() -> books.bean(Clients.class).find(ann)).details().email())
        .isEqualTo("theirs@example.com");
  }

  @Test
  void oneThatIsBeingReadDoesNotStopThoseBehindIt() throws Exception {
    ClientId bob = books.add("Bob", "Ray");
    books.settle();
    beside = books.guest();
    books.change(ann, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(1));
    books.change(bob, ClientField.CITY, "Hobart");
    clock.advance(Duration.ofSeconds(3));
    try (Connection _ = locking("select from practice.link where record = '%s'", ann)) {
      assertThat(books.in(() -> claim.claimOne(Kind.CLIENT, beside, false, List.of())))
          .isInstanceOfSatisfying(
              Claimed.Batch.class,
              it ->
                  assertThat(it.batch().items())
                      .extracting(PushBatch.Item::record)
                      .containsExactly(bob.value()));
    }
  }

  /** It shows whether the invoice still stands there, and whose it is. */
  @Test
  void noPaymentIsPreparedOnHalfOfAReadingOfItsInvoice() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "10.00");
    clock.advance(Duration.ofSeconds(3));
    beside = books.guest();
    try (Connection reading = locking("select from practice.link where record = '%s'", invoice)) {
      assertThat(claimed(Kind.PAYMENT)).isInstanceOf(Claimed.Nothing.class);
      reading.rollback();
    }
    assertThat(claimed(Kind.PAYMENT)).isInstanceOf(Claimed.Batch.class);
  }

  /** Between the look at what is ready and the moment in which the invoice's link is ours. */
  @Test
  void whatAReadingSaidOfTheInvoiceInBetweenCounts() {
    InvoiceId invoice = books.invoice();
    books.settle();
    books.pay(invoice, "10.00");
    clock.advance(Duration.ofSeconds(3));
    List<PendingPush> free =
        books.in(
            () ->
                inPractice.execute(
                    _ -> {
                      List<PendingPush> ready =
                          pending.lockReady(Kind.PAYMENT, BooksRoom.TENANT, false, 10);
                      assertThat(ready).hasSize(1);
                      database(
                          "update practice.link set held = 'Another owner.' where record = '%s'"
                              .formatted(invoice));
                      return notBeingRead.of(Kind.PAYMENT, BooksRoom.TENANT, ready);
                    }));
    assertThat(free).isEmpty();
  }

  /**
   * What came of a payment is written down: nobody who removes it waits for that with the invoice
   * in their hands before the invoice's link is free for it.
   */
  @Test
  void whatWaitsIsLockedAfterTheLinks() throws Exception {
    InvoiceId invoice = books.invoice();
    books.settle();
    PaymentId payment = books.pay(invoice, "10.00");
    clock.advance(Duration.ofSeconds(3));
    var turn = new FutureTask<>(this::settled);
    try (Hold hold =
            Hold.updates(
                database,
                "practice.link",
                "new.kind = 'invoice' and new.write_seq > old.write_seq");
        Connection removing = database.connectAsSuperuser()) {
      Thread.ofVirtual().start(turn);
      hold.awaitWaiting();
      try (var statement = removing.createStatement();
          var row =
              statement.executeQuery(
                  "select count(*) from (select from practice.pending_push where record = '%s' for update skip locked) free"
                      .formatted(payment))) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(1);
      }
    }
    turn.get(60, TimeUnit.SECONDS);
    assertThat(books.ledgerId("payment", payment.value())).isNotNull();
  }

  private Instant settled() {
    books.settle();
    return clock.instant();
  }

  private List<String> disputed() {
    return books.in(
        () -> books.bean(Conflicts.class).open(10).stream().map(Conflicts.Open::field).toList());
  }

  /** Whoever waits for more than is held in the test never comes back. */
  private Claimed claimed(Kind kind) throws Exception {
    var claiming = new FutureTask<>(() -> books.in(() -> claim.claim(kind, beside, false)));
    Thread.ofVirtual().start(claiming);
    return claiming.get(20, TimeUnit.SECONDS);
  }

  private Connection locking(String rows, Object id) throws SQLException {
    Connection connection = database.connectAsSuperuser();
    connection.setAutoCommit(false);
    Waits.execute(connection, rows.formatted(id) + " for update");
    return connection;
  }

  private void database(String sql) {
    try (Connection connection = database.connectAsSuperuser()) {
      Waits.execute(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
