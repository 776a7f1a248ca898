package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.books.ledger.Kind;
import dev.tandem.books.ledger.Ledger;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The application was killed between storing a batch and recording what became of it. */
@TandemTest
class LeftBehindTest {

  @Autowired ApplicationContext house;
  @Autowired PushClaim claim;
  @Autowired List<Ledger> ledgers;
  @Autowired TestClock clock;

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

  private static List<ClientId> eighty(BooksRoom books) {
    var clients = new ArrayList<ClientId>();
    for (int i = 0; i < 80; i++) {
      clients.add(books.add("Client", "Number" + i));
    }
    return clients;
  }

  private PushBatch store(BooksRoom books) {
    var scope = new LaneScope(books.lane(), books.binding().value(), true, 0);
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
