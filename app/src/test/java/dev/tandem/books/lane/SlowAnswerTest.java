package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.ledger.Books;
import dev.tandem.books.ledger.Kind;
import dev.tandem.shared.Practices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Answers that come late, and calls that never get one because we ourselves go wrong. */
@TandemTest
class SlowAnswerTest {

  private static final int QUICK = 20;

  @Autowired ApplicationContext house;
  @Autowired LaneRepository lanes;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void itIsNotTakenForANewMinute() {
    BooksRoom books = BooksRoom.open(house);
    clock.stopAt(clock.instant().plusSeconds(61));
    LaneCalls calls = TurnInHand.begin(house, books);
    read(books, calls);
    books.control(
        "/_simulator/faults",
        "{\"kind\":\"slow\",\"delayMs\":20000,\"method\":\"GET\",\"path\":\"/api.xro/2.0/Contacts*\"}");
    var slow =
        CompletableFuture.runAsync(
            () ->
                Practices.run(
                    books.practice(),
                    () ->
                        calls.call(
                            Operation.read(LaneClass.PULL, Kind.CLIENT, "changed clients", 0),
                            it -> it.changedSince(Kind.CLIENT, clock.instant(), 1))));
    Awaitility.await("the ledger has counted it")
        .until(() -> books.calls("GET", "/api.xro/2.0/Contacts") == 1);
    for (int i = 0; i < QUICK; i++) {
      read(books, calls);
    }
    assertThat(slow).as("still under way").isNotDone();
    slow.orTimeout(90, TimeUnit.SECONDS).join();
    assertThat(pace(books).budget().minute().left()).isEqualTo(Minute.MOST - QUICK - 2);
  }

  @Test
  void whatGoesWrongOnOurSideKeepsNoSeatAndIsLogged() {
    BooksRoom books = BooksRoom.open(house);
    LaneCalls calls = TurnInHand.begin(house, books);
    for (int i = 0; i < Seats.ALL + 1; i++) {
      assertThatThrownBy(
              () ->
                  Practices.run(
                      books.practice(),
                      () ->
                          calls.call(
                              Operation.read(LaneClass.SWEEP, "accounts", 0),
                              _ -> {
                                throw new IllegalStateException("an answer we cannot read");
                              })))
          .hasMessage("an answer we cannot read");
    }
    assertThat(pace(books).seats().turn()).isZero();
    assertThat(books.log().getFirst().outcome()).isEqualTo("unknown");
    assertThat(books.log().getFirst().seq()).isEqualTo(pace(books).seq());
    read(books, calls);
  }

  private static void read(BooksRoom books, LaneCalls calls) {
    Practices.run(
        books.practice(),
        () -> calls.call(Operation.read(LaneClass.SWEEP, "accounts", 0), Books::accounts));
  }

  private Pace pace(BooksRoom books) {
    return lanes.find(books.lane()).orElseThrow().pace();
  }
}
