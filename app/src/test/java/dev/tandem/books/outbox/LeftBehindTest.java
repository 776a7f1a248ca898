package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.PracticeRoom;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.PracticeId;
import dev.tandem.shared.Practices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The application was killed between storing a batch and recording what became of it. */
@TandemTest
class LeftBehindTest {

  @Autowired ApplicationContext house;
  @Autowired PushClaim claim;
  @Autowired List<Ledger> ledgers;
  @Autowired TestClock clock;
  @Autowired WritesLeftOpen open;
  @Autowired PushWork work;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate inPractice;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void killedBeforeSending() {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients = eighty(books);
    store(books);
    comesBack(books, clients);
  }

  @Test
  void killedAfterSending() {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients = eighty(books);
    send(books, store(books));
    comesBack(books, clients);
  }

  @Test
  void killedAfterSendingAndStartedMuchLater() {
    BooksRoom books = BooksRoom.open(house);
    List<ClientId> clients = eighty(books);
    send(books, store(books));
    clock.advance(Duration.ofHours(3));
    comesBack(books, clients);
  }

  @Test
  void itsOrganisationStaysUntilTheOutcomeIsKnown() {
    BooksRoom books = BooksRoom.open(house);
    eighty(books);
    store(books);
    assertThat(isLeftOpenFor(PracticeRoom.open(house).practice())).isTrue();
    assertThat(isLeftOpenFor(books.practice())).isFalse();
    books.settle();
    books.settle();
    assertThat(isLeftOpenFor(PracticeRoom.open(house).practice())).isFalse();
  }

  private boolean isLeftOpenFor(PracticeId practice) {
    return Practices.in(practice, () -> open.leavesWritesOpen("xero", BooksRoom.TENANT.toString()));
  }

  @Test
  void batchesAreKeptAsLongAsTheLog() {
    BooksRoom books = BooksRoom.open(house);
    int before = batchesOf(books);
    assertThat(before).isPositive();
    Practices.run(
        books.practice(),
        () -> work.tidy(clock.instant(), clock.instant().minus(Duration.ofDays(1))));
    assertThat(batchesOf(books)).isEqualTo(before);
    Practices.run(
        books.practice(),
        () -> work.tidy(clock.instant(), clock.instant().plus(Duration.ofDays(1))));
    assertThat(batchesOf(books)).isZero();
  }

  /** The turn has taken the signal, so it has to see it itself. */
  @Test
  void sendingTurnedOnDuringATurnIsSeenByThatTurn() {
    BooksRoom books = BooksRoom.openSilent(house);
    var began = new LaneScope(books.lane(), books.binding().value(), false, 1);
    books.add("Waits", "Here");
    assertThat(books.in(() -> work.due(began))).isNull();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    assertThat(books.in(() -> work.due(began))).isNotNull();
  }

  private int batchesOf(BooksRoom books) {
    return books.in(
        () ->
            inPractice.execute(
                _ ->
                    jdbc.sql("select count(*) from practice.push_batch")
                        .query(Integer.class)
                        .single()));
  }

  private static List<ClientId> eighty(BooksRoom books) {
    var clients = new ArrayList<ClientId>();
    for (int i = 0; i < 80; i++) {
      clients.add(books.add("Client", "Number" + i));
    }
    return clients;
  }

  private PushBatch store(BooksRoom books) {
    LaneScope scope = books.guest();
    var claimed = books.in(() -> claim.claim(Kind.CLIENT, scope, false));
    return ((PushClaim.Claimed.Batch) claimed).batch();
  }

  private void send(BooksRoom books, PushBatch batch) {
    books.in(
        () ->
            ledgers
                .getFirst()
                .books(books.binding().value())
                .send(batch.kind(), batch.write(), batch.key(), java.time.Instant.MAX));
  }

  private static void comesBack(BooksRoom books, List<ClientId> clients) {
    books.settle();
    books.settle();
    assertThat(
            books.records("contacts", it -> it.path("Name").asString().startsWith("Client Number")))
        .hasSize(80);
    assertThat(clients)
        .allSatisfy(
            it ->
                assertThat(books.standing("client", it.value()).state()).isEqualTo(State.IN_STEP));
  }
}
