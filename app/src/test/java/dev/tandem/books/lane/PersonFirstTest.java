package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.TestXero;
import dev.tandem.books.BooksRoom;
import dev.tandem.books.TurningLane;
import dev.tandem.books.look.LookNow;
import dev.tandem.books.outbox.Outbox;
import dev.tandem.books.outbox.Outbox.State;
import dev.tandem.practice.clients.ClientId;
import dev.tandem.shared.Practices;
import dev.tandem.shared.RecordRef;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Clicks while ten thousand changes are on their way. */
@TandemTest
class PersonFirstTest {

  private static final int MANY = 10_000;
  private static final int CLICKS = 2;

  @Autowired ApplicationContext house;
  @Autowired LaneRepository lanes;
  @Autowired TestDatabase database;
  @Autowired TestXero xero;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    xero.control("POST", "/_simulator/latency?ms=0");
    clock.reset();
  }

  @Test
  void aClickDuringABulkPushWaitsAtMostOneCall() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    Crowd.queue(database, books, MANY, clock.instant());
    // Calls are long: all seats that bulk work may have are taken.
    xero.control("POST", "/_simulator/latency?ms=4000");
    try (var _ = new TurningLane(books)) {
      for (int i = 0; i < CLICKS; i++) {
        // Both sides' minute turns.
        clock.advance(Duration.ofSeconds(61));
        long before = seq(books);
        Awaitility.await("bulk calls are under way")
            .atMost(Duration.ofSeconds(30))
            .until(() -> seq(books) >= before + 2 * Seats.BULK && underWay(books) == Seats.BULK);
        ClientId clicked = books.add("Click", "Number" + i);
        Instant clickedAt = clock.instant();
        Practices.run(
            books.practice(),
            () -> books.bean(Outbox.class).sendNow(new RecordRef("client", clicked.value())));
        Awaitility.await("the click's outcome")
            .atMost(Duration.ofSeconds(60))
            .until(() -> inStep(books, clicked));
        assertThat(preparedBefore(books, clicked, clickedAt))
            .as("calls chosen after the click and before its own")
            .isLessThanOrEqualTo(1);
        assertThat(endedBefore(books, clicked, clickedAt))
            .as("calls whose end it waited for: a seat is kept free for people")
            .isZero();
      }
      assertThat(queued(books)).as("the bulk push goes on").isGreaterThan(MANY / 2);
    }
  }

  @Test
  void aClickGoesAlsoWhenBulkWorkHasSpentTheMinute() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    Crowd.queue(database, books, 4_000, clock.instant());
    // As finely as no database keeps it: what is stored as now must be due now nevertheless.
    clock.stopAt(clock.instant().truncatedTo(ChronoUnit.MICROS).plusSeconds(2).plusNanos(700));
    for (int i = 0; i < 10 && minuteLeft(books) > Minute.RESERVE; i++) {
      books.turn();
    }
    assertThat(minuteLeft(books)).as("what bulk work leaves").isEqualTo(Minute.RESERVE);
    ClientId clicked = books.add("Click", "Late");
    Practices.run(
        books.practice(),
        () -> books.bean(Outbox.class).sendNow(new RecordRef("client", clicked.value())));
    books.turn();
    assertThat(books.standing("client", clicked.value()))
        .extracting(Outbox.Standing::state)
        .as("%s", books.standing("client", clicked.value()))
        .isEqualTo(State.IN_STEP);
  }

  @Test
  void aLookGoesAlsoWhenBulkWorkHasSpentTheMinute() throws Exception {
    BooksRoom books = BooksRoom.open(house);
    var invoice = new RecordRef("invoice", books.invoice().value());
    books.settle();
    Crowd.queue(database, books, 4_000, clock.instant());
    clock.stopAt(clock.instant().truncatedTo(ChronoUnit.MICROS).plusSeconds(65));
    for (int i = 0; i < 10 && minuteLeft(books) > Minute.RESERVE; i++) {
      books.turn();
    }
    assertThat(minuteLeft(books)).as("what bulk work leaves").isEqualTo(Minute.RESERVE);
    var looks = books.bean(LookNow.class);
    Practices.run(books.practice(), () -> looks.ask(invoice));
    books.turn();
    assertThat(books.in(() -> looks.of(invoice)).waits()).isFalse();
  }

  private boolean inStep(BooksRoom books, ClientId id) {
    return books.standing("client", id.value()).state() == State.IN_STEP;
  }

  private int minuteLeft(BooksRoom books) {
    return lanes.find(books.lane()).orElseThrow().pace().budget().minute().left();
  }

  private long seq(BooksRoom books) {
    return lanes.find(books.lane()).orElseThrow().pace().seq();
  }

  /** The one that is being put together at the moment of the click, at most. */
  private long preparedBefore(BooksRoom books, ClientId id, Instant clickedAt) throws SQLException {
    return number(
        """
        select count(*) from practice.push_batch b
         where b.practice_id = '%s' and b.prepared_at > '%s' and b.prepared_at <
               (select min(own.prepared_at) from practice.push_item i
                  join practice.push_batch own on own.practice_id = i.practice_id and own.id = i.batch
                 where i.record = '%s')"""
            .formatted(books.practice(), clickedAt, id));
  }

  /** Bulk calls that came to their end between the click and the choice of its call. */
  private long endedBefore(BooksRoom books, ClientId id, Instant clickedAt) throws SQLException {
    return number(
        """
        select count(*) from practice.push_batch b
         where b.practice_id = '%s' and b.closed_at > '%s' and b.closed_at <
               (select min(own.prepared_at) from practice.push_item i
                  join practice.push_batch own on own.practice_id = i.practice_id and own.id = i.batch
                 where i.record = '%s')"""
            .formatted(books.practice(), clickedAt, id));
  }

  private int underWay(BooksRoom books) {
    return lanes.find(books.lane()).orElseThrow().pace().seats().turn();
  }

  private long queued(BooksRoom books) throws SQLException {
    return number(
        "select count(*) from practice.pending_push where practice_id = '%s'"
            .formatted(books.practice()));
  }

  private long number(String sql) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
