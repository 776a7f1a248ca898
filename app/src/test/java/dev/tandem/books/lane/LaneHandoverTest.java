package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A lane's turn goes to another node, and the former one wakes up again. */
@TandemTest
class LaneHandoverTest {

  private static final Executor PARALLEL = Thread::startVirtualThread;

  @Autowired ApplicationContext house;
  @Autowired LaneRepository lanes;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;
  @Autowired TestXero xero;

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/latency?ms=0");
    clock.reset();
  }

  @Test
  void whoWasFrozenIsStoppedByItsNextClaim() {
    BooksRoom books = BooksRoom.open(house);
    LaneCalls frozen = TurnInHand.begin(house, books);
    Practices.run(
        books.practice(),
        () -> frozen.call(Operation.read(LaneClass.SWEEP, "accounts", 0), Books::accounts));
    books.turn();
    books.forgetCalls();
    assertThatThrownBy(
            () ->
                Practices.run(
                    books.practice(),
                    () ->
                        frozen.call(
                            Operation.read(LaneClass.SWEEP, "accounts", 0), Books::accounts)))
        .isInstanceOf(LaneStopped.class);
    assertThat(books.calls("", "/api.xro/")).isZero();
    assertThat(frozen.isStopped()).isTrue();
  }

  @Test
  void whoWasFrozenTakesNoSignalOfItsSuccessors() {
    BooksRoom books = BooksRoom.open(house);
    LaneCalls frozen = TurnInHand.begin(house, books);
    TurnInHand.begin(house, books);
    lanes.signal(books.practice());
    lanes.takeSignals(books.lane(), frozen.scope().epoch());
    assertThat(lanes.signalled(books.lane())).isTrue();
  }

  @Test
  void whatHappenedIsRecordedWhoeverOwnsTheLane() {
    BooksRoom books = BooksRoom.open(house);
    ClientId id = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"delayMs\":8000,\"method\":\"PUT\",\"path\":\"/api.xro/2.0/Contacts*\"}");
    var former = CompletableFuture.runAsync(books::turn);
    Awaitility.await("the call is under way")
        .atMost(Duration.ofSeconds(30))
        .until(() -> lanes.find(books.lane()).orElseThrow().pace().seats().turn() == 1);
    books.turn();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.SENDING);
    former.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
  }

  /** Its calls hang in the ledger: with five of the new turn's it would be ten. */
  @Test
  void whatAFrozenTurnLeftUnderWayCountsAmongTheFive() {
    BooksRoom books = BooksRoom.open(house);
    LaneCalls frozen = TurnInHand.begin(house, books);
    ClientId id = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(2));
    books.forgetCalls();
    books.control("/_simulator/latency?ms=15000", "");
    List<CompletableFuture<Void>> hanging =
        Stream.generate(() -> CompletableFuture.runAsync(() -> read(books, frozen), PARALLEL))
            .limit(Seats.ALL)
            .toList();
    Awaitility.await("all are under way")
        .atMost(Duration.ofSeconds(30))
        .until(() -> lanes.find(books.lane()).orElseThrow().pace().seats().turn() == Seats.ALL);
    Instant due = books.turn();
    assertThat(hanging).as("still under way").noneMatch(CompletableFuture::isDone);
    assertThat(due).as("when they cannot last any longer").isAfter(clock.instant().plusSeconds(30));
    books.control("/_simulator/latency?ms=0", "");
    hanging.forEach(it -> it.orTimeout(90, TimeUnit.SECONDS).join());
    assertThat(books.calls("", "/api.xro/")).as("none but these").isEqualTo(Seats.ALL);
    // Their late ends have freed the seats.
    books.turn();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  @Test
  void whatAKilledTurnLeftUnderWayCountsForAsLongAsACallMayLast() {
    BooksRoom books = BooksRoom.open(house);
    LaneCalls killed = TurnInHand.begin(house, books);
    var write =
        new Claim(Operation.read(LaneClass.SWEEP, "accounts", 0), killed.scope(), null, false);
    for (int i = 0; i < Seats.ALL; i++) {
      killed.facts().change(it -> ((Claim.Granted) write.on(it, clock.instant())).pace());
    }
    ClientId id = books.add("Zed", "Zulu");
    clock.advance(Duration.ofSeconds(30));
    books.forgetCalls();
    Instant due = books.turn();
    assertThat(books.turn()).as("a second turn knows of them, too").isEqualTo(due);
    assertThat(books.calls("", "/api.xro/")).isZero();
    clock.advance(Duration.between(clock.instant(), due));
    books.turn();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
  }

  private static void read(BooksRoom books, LaneCalls calls) {
    Practices.run(
        books.practice(),
        () -> calls.call(Operation.read(LaneClass.SWEEP, "accounts", 0), Books::accounts));
  }

  @Test
  void twoLanesOfOneOrganisationCannotExist() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    long seq = lanes.find(books.lane()).orElseThrow().pace().seq();
    assertThat(seq).isPositive();
    lanes.open(books.lane(), books.practice());
    assertThat(lanes.find(books.lane()).orElseThrow().pace().seq()).isEqualTo(seq);
    var custom = new LaneId("xero/of-its-own", books.lane().tenant());
    lanes.open(custom, books.practice());
    assertThat(lanes.ofPractice(books.practice())).extracting(LaneRow::id).containsExactly(custom);
    assertThat(lanes.ofTenant("xero", BooksRoom.TENANT).orElseThrow().pace().seq())
        .as("goes on counting")
        .isEqualTo(seq);
    try (var connection = database.connectAsSuperuser();
        var statement = connection.createStatement()) {
      assertThatThrownBy(
              () ->
                  statement.execute(
                      "update house.lane set retired = false where tenant = '"
                          + BooksRoom.TENANT
                          + "'"))
          .hasMessageContaining("lane_one_per_organisation");
    }
    books.add("Not", "Here");
    clock.advance(Duration.ofSeconds(2));
    books.forgetCalls();
    assertThat(books.turn()).as("a retired lane rests").isNull();
    assertThat(books.calls("", "/api.xro/")).isZero();
  }
}
