package dev.tandem.books.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.TandemTest;
import dev.tandem.TestClock;
import dev.tandem.TestDatabase;
import dev.tandem.books.BooksRoom;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** More waits to be sent than a minute has calls: what has to be read is read nevertheless. */
@TandemTest
class NobodyStarvesTest {

  private static final int EVENTS = 200;

  @Autowired ApplicationContext house;
  @Autowired LaneRepository lanes;
  @Autowired TestDatabase database;
  @Autowired TestClock clock;

  @AfterEach
  void putBack() {
    clock.reset();
  }

  @Test
  void sweepsAndPullsTakeTheirShareOfAnEndlessPush() throws SQLException {
    BooksRoom books = BooksRoom.open(house);
    Crowd.queue(database, books, EVENTS, clock.instant());
    clock.advance(Duration.ofSeconds(2));
    books.settle();
    // All of these were changed over there, sweeps are due, and the push has no end.
    clock.advance(Duration.ofMinutes(20));
    tellOfAll(books);
    Crowd.queue(database, books, 10_000, clock.instant().minusSeconds(10));
    Instant began = clock.instant();
    for (int i = 0; i < 10 && minuteLeft(books) > Minute.RESERVE; i++) {
      books.turn();
    }
    List<String> calls =
        books.log().reversed().stream()
            .filter(it -> !it.at().isBefore(began))
            .map(it -> it.operation())
            .toList();
    assertThat(calls.size()).as("all that bulk work may have").isBetween(55, 60);
    List<String> first = calls.subList(0, 30);
    assertThat(first.stream().filter("fetch clients"::equals).count())
        .as("forty a call, all of them soon")
        .isEqualTo(EVENTS / 40);
    assertThat(first).contains("changed clients", "changed invoices");
    assertThat(first.stream().filter("create clients"::equals).count()).isGreaterThan(15);
    assertThat(calls).contains("changed payments");
  }

  private int minuteLeft(BooksRoom books) {
    return lanes.find(books.lane()).orElseThrow().pace().budget().minute().left();
  }

  private void tellOfAll(BooksRoom books) throws SQLException {
    try (var connection = database.connectAsSuperuser();
        var statement =
            connection.prepareStatement(
                """
                insert into house.delivery (key, received_at, tenant, category, resource, event_at)
                select decode(md5(gen_random_uuid()::text), 'hex'), ?, tenant, 'CONTACT', ledger_id, ?
                  from practice.link where practice_id = ? and kind = 'client' limit ?""")) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setTimestamp(2, Timestamp.from(clock.instant()));
      statement.setObject(3, books.practice().value());
      statement.setInt(4, EVENTS);
      statement.executeUpdate();
    }
  }
}
