package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A lane's turn goes to another node, and the former one wakes up again. */
@TandemTest
class LaneHandoverTest {

  @Autowired ApplicationContext house;
  @Autowired LaneRepository lanes;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
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
        .until(() -> lanes.find(books.lane()).orElseThrow().pace().seats().turn() == 1);
    books.turn();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.SENDING);
    former.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(books.standing("client", id.value()).state()).isEqualTo(State.IN_STEP);
    assertThat(books.contacts("Zed Zulu")).hasSize(1);
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
