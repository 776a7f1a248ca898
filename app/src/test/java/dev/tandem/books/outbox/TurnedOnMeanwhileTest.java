package dev.tandem.books.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.connection.Connections;
import dev.tandem.books.lane.LaneClass;
import dev.tandem.books.lane.LaneScope;
import dev.tandem.shared.Practices;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Sending is turned on while a turn is under way that began when it was off. */
@TandemTest
class TurnedOnMeanwhileTest {

  @Autowired ApplicationContext house;
  @Autowired PushWork work;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void thatTurnSendsOrLeavesTheLaneAwake() {
    BooksRoom books = BooksRoom.openSilent(house);
    var begun = new LaneScope(books.lane(), books.binding().value(), false, 0);
    assertThat(books.in(() -> work.due(begun))).isNull();
    Practices.run(
        books.practice(), () -> books.bean(Connections.class).turnSendingOn(books.binding()));
    // The turn has taken the signal: nobody else will wake the lane for what waits.
    assertThat(books.in(() -> work.due(begun))).isNotNull();
    clock.advance(Duration.ofSeconds(3));
    assertThat(books.in(() -> work.next(LaneClass.PUSH, begun))).isNotNull();
  }
}
